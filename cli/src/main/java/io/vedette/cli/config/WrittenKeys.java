package io.vedette.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The keys that a person wrote, with texts in the form that the record gives them. */
final class WrittenKeys {

  private WrittenKeys() {}

  /**
   * A number, true or false stays as it is written: a record may have put its default for a 0.
   *
   * @param written the file
   * @param taken the record that was made of it, as a tree
   */
  static JsonNode of(JsonNode written, JsonNode taken) {
    if (written.isObject()) {
      ObjectNode group = JsonNodeFactory.instance.objectNode();
      written
          .properties()
          .forEach(key -> group.set(key.getKey(), of(key.getValue(), taken.path(key.getKey()))));
      return group;
    }
    return taken.isTextual() && !written.isNull() ? taken : written;
  }
}
