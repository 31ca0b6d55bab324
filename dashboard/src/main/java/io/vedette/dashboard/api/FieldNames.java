package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.stream.Collectors;

/** Fields by the names that they have in JSON. */
final class FieldNames {

  private FieldNames() {}

  /**
   * The field of a name.
   *
   * @throws BadRequest when there is none; it lists those that there are
   */
  static FieldDescriptor find(Descriptor message, String name) {
    return message.getFields().stream()
        .filter(field -> field.getJsonName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadRequest(
                    "'"
                        + name
                        + "' is no field of "
                        + message.getName()
                        + "; it has "
                        + all(message)));
  }

  private static String all(Descriptor message) {
    return message.getFields().isEmpty()
        ? "none"
        : message.getFields().stream()
            .map(FieldDescriptor::getJsonName)
            .collect(Collectors.joining(", "));
  }
}
