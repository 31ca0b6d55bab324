package io.vedette.dashboard.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.GenericDescriptor;
import io.vedette.proto.v1.BoundsProto;
import io.vedette.proto.v1.Range;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.TextRule;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Messages in the form of {@link MessageJson} as JSON Schema 2020-12, with their bounds and
 * comments. Every message and enum is a schema of its own.
 */
final class JsonSchemas {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REFERENCE = "#/components/schemas/";

  private final ProtoComments comments;
  private final Set<Descriptor> requests = new LinkedHashSet<>();
  private final Set<Descriptor> answers = new LinkedHashSet<>();
  private final TreeMap<String, ObjectNode> enums = new TreeMap<>();

  JsonSchemas(ProtoComments comments) {
    this.comments = comments;
  }

  /** A reference to the schema of what a client sends. */
  ObjectNode request(Descriptor message) {
    collect(message, requests);
    return reference(message);
  }

  /** A reference to the schema of what a client receives. */
  ObjectNode answer(Descriptor message) {
    collect(message, answers);
    return reference(message);
  }

  private static void collect(Descriptor message, Set<Descriptor> into) {
    if (into.add(message)) {
      message.getFields().stream()
          .filter(field -> field.getJavaType() == JavaType.MESSAGE)
          .forEach(field -> collect(field.getMessageType(), into));
    }
  }

  /** The schemas of all that was referred to, by name. */
  ObjectNode all() {
    TreeMap<String, ObjectNode> schemas = new TreeMap<>();
    answers.forEach(message -> schemas.put(message.getName(), message(message)));
    requests.forEach(message -> schemas.put(message.getName(), message(message)));
    schemas.putAll(enums);
    ObjectNode all = NODES.objectNode();
    schemas.forEach(all::set);
    return all;
  }

  /** Requests have what they need and nothing else; answers have every key that has a default. */
  private ObjectNode message(Descriptor message) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    describe(schema, message);
    if (message.getOptions().hasExtension(BoundsProto.maxBytes)) {
      schema.put("x-max-bytes", message.getOptions().getExtension(BoundsProto.maxBytes));
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = NODES.arrayNode();
    for (FieldDescriptor field : message.getFields()) {
      properties.set(field.getJsonName(), field(field));
      if (!field.hasPresence()) {
        required.add(field.getJsonName());
      }
    }
    if (!answers.contains(message)) {
      schema.put("additionalProperties", false);
    } else if (!requests.contains(message) && !required.isEmpty()) {
      schema.set("required", required);
    }
    return schema;
  }

  /** The schema of a field's value, with its comment. */
  ObjectNode field(FieldDescriptor field) {
    ObjectNode schema = value(field);
    if (field.isRepeated()) {
      ObjectNode list = NODES.objectNode().put("type", "array");
      list.set("items", schema);
      list.put("maxItems", field.getOptions().getExtension(BoundsProto.maxItems));
      schema = list;
    }
    describe(schema, field);
    return schema;
  }

  private ObjectNode value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> reference(field.getMessageType());
      case ENUM -> enumeration(field.getEnumType());
      case BOOLEAN -> NODES.objectNode().put("type", "boolean");
      case STRING -> text(field.getOptions());
      case BYTE_STRING ->
          NODES
              .objectNode()
              .put("type", "string")
              .put("contentEncoding", "base64")
              .put("maxLength", 4 * ((maxLength(field.getOptions()) + 2) / 3));
      case INT -> number("integer", field).put("format", "int32");
      case LONG -> number("integer", field).put("format", "int64");
      case FLOAT -> number("number", field).put("format", "float");
      case DOUBLE -> number("number", field).put("format", "double");
    };
  }

  private static ObjectNode text(FieldOptions options) {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    TextRule rule = TextRule.of(options.getExtension(BoundsProto.format));
    if (rule != null) {
      schema.put("pattern", "^(" + rule.pattern() + ")?$");
    }
    return schema.put("maxLength", rule == null ? maxLength(options) : rule.maxBytes());
  }

  private static int maxLength(FieldOptions options) {
    return options.getExtension(BoundsProto.maxLen);
  }

  /** A figure without a range may be none, which is null. */
  private static ObjectNode number(String type, FieldDescriptor field) {
    ObjectNode schema = NODES.objectNode();
    FieldOptions options = field.getOptions();
    if (type.equals("number") && !options.hasExtension(BoundsProto.range)) {
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    schema.put("type", type);
    Range range = options.getExtension(BoundsProto.range);
    if (range.hasMin()) {
      bound(schema, "minimum", range.getMin());
    }
    if (range.hasMax()) {
      bound(schema, "maximum", range.getMax());
    }
    return schema;
  }

  private static void bound(ObjectNode schema, String key, double bound) {
    if (bound == Math.rint(bound) && Math.abs(bound) < 1e15) {
      schema.put(key, (long) bound);
    } else {
      schema.put(key, bound);
    }
  }

  private ObjectNode enumeration(EnumDescriptor type) {
    ObjectNode schema = NODES.objectNode().put("type", "string");
    describe(schema, type);
    ArrayNode labels = schema.putArray("enum");
    type.getValues().forEach(value -> labels.add(EnumLabels.labelOf(value)));
    enums.put(type.getName(), schema);
    return reference(type);
  }

  private static ObjectNode reference(GenericDescriptor type) {
    return NODES.objectNode().put("$ref", REFERENCE + type.getName());
  }

  private void describe(ObjectNode schema, GenericDescriptor item) {
    String comment = comments.of(item);
    if (!comment.isEmpty()) {
      schema.put("description", comment);
    }
  }
}
