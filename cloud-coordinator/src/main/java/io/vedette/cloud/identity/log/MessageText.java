package io.vedette.cloud.identity.log;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/**
 * A message as one line of bounded length: {@code agent_id: "line-3" tags {key: "line" …}}. Fields
 * that are marked with {@code debug_redact} show only that they are there, bytes their number.
 */
final class MessageText {

  /** Text beyond this is left out. */
  static final int MAX_LENGTH = 2_000;

  private static final int MAX_TEXT = 300;
  private static final String HIDDEN = "(secret)";

  private final StringBuilder out = new StringBuilder();

  private MessageText() {}

  static String of(Message message) {
    MessageText text = new MessageText();
    text.write(message);
    return text.out.length() <= MAX_LENGTH
        ? text.out.toString()
        : text.out.substring(0, MAX_LENGTH - 1) + "…";
  }

  /** The first text of a message that is no secret: what it is about. */
  static String object(Message message) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.STRING
          && !field.isRepeated()
          && !field.getOptions().getDebugRedact()) {
        return (String) message.getField(field);
      }
    }
    return "";
  }

  private void write(Message message) {
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.isRepeated()) {
        for (Object value : (List<?>) entry.getValue()) {
          write(field, value);
        }
      } else {
        write(field, entry.getValue());
      }
    }
  }

  private void write(FieldDescriptor field, Object value) {
    if (out.length() > MAX_LENGTH) {
      return;
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '{') {
      out.append(' ');
    }
    out.append(field.getName());
    if (field.getOptions().getDebugRedact()) {
      out.append(": ").append(HIDDEN);
    } else if (value instanceof Message inner) {
      out.append(" {");
      write(inner);
      out.append('}');
    } else {
      out.append(": ").append(text(value));
    }
  }

  private static String text(Object value) {
    if (value instanceof ByteString bytes) {
      return "(" + bytes.size() + " bytes)";
    }
    if (value instanceof EnumValueDescriptor constant) {
      return constant.getName();
    }
    if (value instanceof String string) {
      String line = string.replaceAll("\\s*\\R\\s*", " ");
      return '"'
          + (line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT - 1) + "…")
              .replace("\"", "'")
          + '"';
    }
    return value.toString();
  }
}
