package io.vedette.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.vedette.proto.v1.KeyValue;
import io.vedette.wire.EnumLabels;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * A message as JSON for scripts: snake_case keys, every key always there (null where a message is
 * missing), whole numbers as numbers, states as their words, and null for a number that is none
 * (NaN, infinite).
 */
final class MessageTree {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MessageTree() {}

  static ObjectNode of(Message message) {
    ObjectNode object = NODES.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      boolean one = field.getRealContainingOneof() != null;
      if (!one || message.hasField(field)) {
        object.set(field.getName(), member(message, field));
      }
    }
    return object;
  }

  private static JsonNode member(Message message, FieldDescriptor field) {
    if (field.isMapField() || isNamedValues(field)) {
      ObjectNode map = NODES.objectNode();
      list(message, field).stream()
          .map(entry -> (Message) entry)
          .sorted(Comparator.comparing(entry -> part(entry, 1).toString()))
          .forEach(
              entry ->
                  map.set(
                      part(entry, 1).toString(),
                      value(entry.getDescriptorForType().findFieldByNumber(2), part(entry, 2))));
      return map;
    }
    if (field.isRepeated()) {
      var array = NODES.arrayNode();
      list(message, field).forEach(each -> array.add(value(field, each)));
      return array;
    }
    if (field.hasPresence() && !message.hasField(field)) {
      return NODES.nullNode();
    }
    return value(field, message.getField(field));
  }

  /** Signed messages have lists of named values where others may have maps. */
  private static boolean isNamedValues(FieldDescriptor field) {
    return field.isRepeated()
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().equals(KeyValue.getDescriptor());
  }

  private static Object part(Message entry, int number) {
    return entry.getField(entry.getDescriptorForType().findFieldByNumber(number));
  }

  private static List<?> list(Message message, FieldDescriptor field) {
    return (List<?>) message.getField(field);
  }

  private static JsonNode value(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case MESSAGE -> of((Message) value);
      case INT -> NODES.numberNode(((Number) value).intValue());
      case LONG -> NODES.numberNode(((Number) value).longValue());
      case FLOAT, DOUBLE -> number(value);
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case STRING -> NODES.textNode((String) value);
      case ENUM -> NODES.textNode(EnumLabels.labelOf((EnumValueDescriptor) value));
      case BYTE_STRING ->
          NODES.textNode(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
    };
  }

  private static JsonNode number(Object value) {
    if (!Double.isFinite(((Number) value).doubleValue())) {
      return NODES.nullNode();
    }
    return value instanceof Float shorter
        ? NODES.numberNode(shorter)
        : NODES.numberNode(((Number) value).doubleValue());
  }
}
