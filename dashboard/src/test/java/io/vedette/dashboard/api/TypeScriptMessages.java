package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.vedette.wire.EnumLabels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** TypeScript types of messages in the form of {@link MessageJson}. */
final class TypeScriptMessages {

  private static final String HEAD =
      """
      // Made from the messages of vedette/v1 by MessageTypesTest; run it with -Dvedette.rewrite=true after a change.
      // Numbers are always there (0 when unset), texts and states too (''); a message or figure that was not set is absent.
      """;

  private TypeScriptMessages() {}

  /** An interface for each of these messages and for all that they hold, by name. */
  static String of(List<Descriptor> roots) {
    Deque<Descriptor> open = new ArrayDeque<>(roots);
    Set<Descriptor> seen = new LinkedHashSet<>(roots);
    TreeMap<String, String> types = new TreeMap<>();
    while (!open.isEmpty()) {
      Descriptor message = open.remove();
      types.put(message.getName(), type(message));
      for (FieldDescriptor field : message.getFields()) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !field.isMapField()
            && seen.add(field.getMessageType())) {
          open.add(field.getMessageType());
        }
      }
    }
    return HEAD + String.join("", types.values());
  }

  private static String type(Descriptor message) {
    StringBuilder text = new StringBuilder("\nexport interface " + message.getName() + " {\n");
    for (FieldDescriptor field : message.getFields()) {
      text.append("  ").append(field.getJsonName());
      text.append(field.hasPresence() && !field.isRepeated() ? "?: " : ": ");
      text.append(fieldType(field));
      text.append(";\n");
    }
    return text.append("}\n").toString();
  }

  private static String fieldType(FieldDescriptor field) {
    if (field.isMapField()) {
      return "Record<string, " + single(field.getMessageType().getFields().get(1)) + ">";
    }
    return field.isRepeated() ? single(field) + "[]" : single(field);
  }

  private static String single(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getName();
      case STRING, BYTE_STRING -> "string";
      case BOOLEAN -> "boolean";
      case INT, LONG, FLOAT, DOUBLE -> "number";
      case ENUM ->
          field.getEnumType().getValues().stream()
              .map(EnumLabels::labelOf)
              .map(name -> "'" + name + "'")
              .collect(
                  Collectors.joining(
                      " | ", field.isRepeated() ? "(" : "", field.isRepeated() ? ")" : ""));
    };
  }
}
