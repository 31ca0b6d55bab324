package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vedette.wire.EnumLabels;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * A request message from the parameters of an address: {@code ?states=away&pageSize=50}. A
 * parameter has the name of its field in lowerCamelCase; states are words; a repeated field may
 * come several times. An empty parameter is not set.
 */
final class QueryMessage {

  private QueryMessage() {}

  /**
   * Reads all parameters.
   *
   * @throws BadRequest when one is no field of the message, is there twice, or has another type
   */
  static Message read(MultiMap parameters, Message empty) {
    Message.Builder message = empty.newBuilderForType();
    for (String name : parameters.names()) {
      FieldDescriptor field = FieldNames.find(empty.getDescriptorForType(), name);
      List<String> texts =
          parameters.getAll(name).stream().filter(text -> !text.isEmpty()).toList();
      if (field.isRepeated()) {
        texts.forEach(text -> message.addRepeatedField(field, value(field, text)));
      } else if (texts.size() > 1) {
        throw new BadRequest("'" + name + "' is there twice");
      } else {
        texts.forEach(text -> message.setField(field, value(field, text)));
      }
    }
    return message.build();
  }

  private static Object value(FieldDescriptor field, String text) {
    String name = field.getJsonName();
    try {
      return switch (field.getJavaType()) {
        case STRING -> text;
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> flag(name, text);
        case ENUM -> named(field, text);
        case BYTE_STRING, MESSAGE ->
            throw new BadRequest("'" + name + "' cannot be given in an address");
      };
    } catch (NumberFormatException e) {
      boolean whole =
          field.getJavaType() == FieldDescriptor.JavaType.INT
              || field.getJavaType() == FieldDescriptor.JavaType.LONG;
      throw new BadRequest("'" + name + "' must be a " + (whole ? "whole number" : "number"));
    }
  }

  private static Boolean flag(String name, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadRequest("'" + name + "' must be true or false");
    };
  }

  /** The value of an enum that has a label. */
  static EnumValueDescriptor named(FieldDescriptor field, String word) {
    return EnumLabels.find(field.getEnumType(), word)
        .orElseThrow(
            () -> new BadRequest("'" + field.getJsonName() + "' cannot be '" + word + "'"));
  }
}
