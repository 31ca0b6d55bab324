package io.vedette.dashboard.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Base64;
import java.util.Map;

/**
 * A request message from a JSON object, in the form that {@link MessageJson} writes. A key that is
 * no field is refused; null is not set; an empty body is an empty object.
 */
final class BodyMessage {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private BodyMessage() {}

  /**
   * Reads a whole body.
   *
   * @throws BadRequest when it is no such message; it names the key
   */
  static Message read(byte[] body, Message empty) {
    Message.Builder message = empty.newBuilderForType();
    if (body.length > 0) {
      fill(message, parsed(body), "the body");
    }
    return message.build();
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new BadRequest("the body is no JSON: " + e.getOriginalMessage());
    } catch (java.io.IOException e) {
      throw new BadRequest("the body is no JSON");
    }
  }

  private static void fill(Message.Builder message, JsonNode json, String path) {
    require(json.isObject(), path, "a JSON object");
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      FieldDescriptor field = FieldNames.find(message.getDescriptorForType(), entry.getKey());
      JsonNode value = entry.getValue();
      if (value.isNull()) {
        continue;
      }
      String name = "'" + field.getJsonName() + "'";
      if (field.isRepeated()) {
        require(value.isArray(), name, "a list");
        value.forEach(each -> message.addRepeatedField(field, value(message, field, each, name)));
      } else {
        message.setField(field, value(message, field, value, name));
      }
    }
  }

  private static Object value(
      Message.Builder around, FieldDescriptor field, JsonNode json, String name) {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        Message.Builder inner = around.newBuilderForField(field);
        fill(inner, json, name);
        yield inner.build();
      }
      case STRING -> text(json, name);
      case ENUM ->
          text(json, name).isEmpty()
              ? field.getEnumType().findValueByNumber(0)
              : QueryMessage.named(field, json.textValue());
      case BYTE_STRING -> bytes(text(json, name), name);
      case BOOLEAN -> {
        require(json.isBoolean(), name, "true or false");
        yield json.booleanValue();
      }
      case INT -> {
        require(json.isIntegralNumber() && json.canConvertToInt(), name, "a whole number");
        yield json.intValue();
      }
      case LONG -> {
        require(json.isIntegralNumber() && json.canConvertToLong(), name, "a whole number");
        yield json.longValue();
      }
      case FLOAT -> {
        require(json.isNumber(), name, "a number");
        yield json.floatValue();
      }
      case DOUBLE -> {
        require(json.isNumber(), name, "a number");
        yield json.doubleValue();
      }
    };
  }

  private static String text(JsonNode json, String name) {
    require(json.isTextual(), name, "a text");
    return json.textValue();
  }

  private static ByteString bytes(String text, String name) {
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(name + " must be base64");
    }
  }

  private static void require(boolean right, String name, String what) {
    if (!right) {
      throw new BadRequest(name + " must be " + what);
    }
  }
}
