package io.vedette.dashboard.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How a message looks as JSON: lowerCamelCase names, 64-bit numbers as numbers (ours stay below
 * 2<sup>53</sup>), bytes as base64, states as their words, figures that are no number as null.
 * Unset fields carry their default, unset messages and optional fields are left out, so that a
 * reader meets one shape.
 *
 * <p>Protobuf's own JSON writes 64-bit numbers as text, which every reader would have to undo.
 */
public final class MessageJson {

  private static final JsonFactory JSON = new JsonFactory();

  private MessageJson() {}

  /** A whole message. */
  public static String of(Message message) {
    return written(json -> writeMessage(json, message));
  }

  /** One field of a message, an array when it is repeated. */
  public static String of(Message message, FieldDescriptor field) {
    return written(json -> writeField(json, field, message.getField(field)));
  }

  /** A text as a JSON string. */
  static String text(String text) {
    return written(json -> json.writeString(text));
  }

  private static String written(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void writeMessage(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.hasPresence() && !message.hasField(field)) {
        continue;
      }
      json.writeFieldName(field.getJsonName());
      writeField(json, field, message.getField(field));
    }
    json.writeEndObject();
  }

  private static void writeField(JsonGenerator json, FieldDescriptor field, Object value)
      throws IOException {
    if (field.isMapField()) {
      writeMap(json, (List<?>) value);
    } else if (field.isRepeated()) {
      json.writeStartArray();
      for (Object element : (List<?>) value) {
        writeValue(json, field, element);
      }
      json.writeEndArray();
    } else {
      writeValue(json, field, value);
    }
  }

  private static void writeMap(JsonGenerator json, List<?> entries) throws IOException {
    json.writeStartObject();
    for (Object element : entries) {
      Message entry = (Message) element;
      List<FieldDescriptor> sides = entry.getDescriptorForType().getFields();
      json.writeFieldName(String.valueOf(entry.getField(sides.get(0))));
      writeValue(json, sides.get(1), entry.getField(sides.get(1)));
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, FieldDescriptor field, Object value)
      throws IOException {
    JavaType type = field.getJavaType();
    switch (type) {
      case MESSAGE -> writeMessage(json, (Message) value);
      case STRING -> json.writeString((String) value);
      case INT -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case ENUM -> json.writeString(EnumLabels.labelOf((EnumValueDescriptor) value));
      case BYTE_STRING -> json.writeBinary(((ByteString) value).toByteArray());
      case FLOAT -> writeFigure(json, (Float) value, Float.toString((Float) value));
      case DOUBLE -> writeFigure(json, (Double) value, Double.toString((Double) value));
    }
  }

  private static void writeFigure(JsonGenerator json, double figure, String text)
      throws IOException {
    if (Double.isFinite(figure)) {
      json.writeNumber(text);
    } else {
      json.writeNull();
    }
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }
}
