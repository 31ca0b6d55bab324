package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vedette.wire.EnumLabels;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * A request message from the parameters of an address: {@code ?states=away&pageSize=50}. A
 * parameter has the name of its field in lowerCamelCase; states are words; a repeated field may
 * come several times.
 */
final class QueryMessage {

  private static final int MAX_TEXT = 600;

  private QueryMessage() {}

  /** The message, with the parameters of path and query. */
  @SuppressWarnings("unchecked") // a builder builds its own message
  static <M extends Message> M read(RoutingContext request, M empty) {
    Message.Builder message = empty.newBuilderForType();
    MultiMap parameters = request.queryParams();
    for (FieldDescriptor field : empty.getDescriptorForType().getFields()) {
      String name = field.getJsonName();
      String inPath = request.pathParam(name);
      if (inPath != null) {
        message.setField(field, value(field, inPath));
      } else if (field.isRepeated()) {
        parameters
            .getAll(name)
            .forEach(text -> message.addRepeatedField(field, value(field, text)));
      } else if (parameters.contains(name) && !parameters.get(name).isEmpty()) {
        message.setField(field, value(field, parameters.get(name)));
      }
    }
    return (M) message.build();
  }

  private static Object value(FieldDescriptor field, String text) {
    String name = field.getJsonName();
    if (text.length() > MAX_TEXT) {
      throw new BadRequest("'" + name + "' must have at most " + MAX_TEXT + " characters");
    }
    try {
      return switch (field.getJavaType()) {
        case STRING -> text;
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case BOOLEAN -> Boolean.valueOf(text);
        case ENUM -> named(field, text);
        default -> throw new BadRequest("'" + name + "' cannot be given in an address");
      };
    } catch (NumberFormatException e) {
      throw new BadRequest("'" + name + "' must be a whole number");
    }
  }

  private static EnumValueDescriptor named(FieldDescriptor field, String word) {
    return EnumLabels.find(field.getEnumType(), word)
        .orElseThrow(
            () -> new BadRequest("'" + field.getJsonName() + "' cannot be '" + word + "'"));
  }
}
