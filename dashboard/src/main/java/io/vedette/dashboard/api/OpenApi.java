package io.vedette.dashboard.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;

/** The description of the API as an OpenAPI 3.1 document, made from its methods. */
final class OpenApi {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String FORMAT =
      "All pages as one file, at most "
          + TableExport.MAX_ROWS
          + " rows: csv, or json for an array of the rows. Without it: one page.";

  private final ProtoComments comments;
  private final JsonSchemas schemas;

  private OpenApi(ProtoComments comments) {
    this.comments = comments;
    this.schemas = new JsonSchemas(comments);
  }

  /** The document of these methods. */
  static ObjectNode document(List<ApiMethod> methods, ProtoComments comments) {
    return new OpenApi(comments).document(methods);
  }

  private ObjectNode document(List<ApiMethod> methods) {
    ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Vedette management API")
        .put("version", "1")
        .put(
            "description",
            "The unary methods of vedette.v1.ManagementService as JSON over HTTP. Within /api/v1"
                + " nothing is removed, renamed or given another meaning.");
    document.putArray("servers").addObject().put("url", "/api/v1");
    ArrayNode security = document.putArray("security");
    security.addObject().putArray("bearer");
    security.addObject().putArray("basic");
    security.addObject();
    ObjectNode paths = document.putObject("paths");
    for (ApiMethod method : methods) {
      paths.putObject("/" + method.name()).set(method.reads() ? "get" : "post", operation(method));
    }
    paths.putObject("/pictures/{sha256}").set("get", picture());
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.all());
    components.with("schemas").set("Failure", failure());
    ObjectNode schemes = components.putObject("securitySchemes");
    schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
    schemes.putObject("basic").put("type", "http").put("scheme", "basic");
    return document;
  }

  private ObjectNode operation(ApiMethod method) {
    ObjectNode operation = NODES.objectNode().put("operationId", method.name());
    String comment = comments.of(method.descriptor());
    if (!comment.isEmpty()) {
      operation.put("description", comment);
    }
    boolean table = ApiTable.of(method).isPresent();
    ArrayNode parameters = operation.putArray("parameters");
    if (method.reads()) {
      method.descriptor().getInputType().getFields().forEach(f -> parameters.add(parameter(f)));
      if (table) {
        parameters.add(format());
      }
    } else {
      parameters.add(header());
      content(operation.putObject("requestBody"), "application/json")
          .set("schema", schemas.request(method.descriptor().getInputType()));
    }
    ObjectNode responses = operation.putObject("responses");
    ObjectNode done = responses.putObject("200").put("description", "The answer.");
    content(done, "application/json")
        .set("schema", schemas.answer(method.descriptor().getOutputType()));
    if (table) {
      content(done, "text/csv").putObject("schema").put("type", "string");
    }
    failed(responses);
    return operation;
  }

  private static void failed(ObjectNode responses) {
    content(responses.putObject("default").put("description", "Why it failed."), "application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Failure");
  }

  /** The only route that is no method: see {@link FramePictures}. */
  private static ObjectNode picture() {
    ObjectNode operation =
        NODES
            .objectNode()
            .put("operationId", "picture")
            .put("description", "The picture of an escalated frame.");
    operation
        .putArray("parameters")
        .addObject()
        .put("name", "sha256")
        .put("in", "path")
        .put("required", true)
        .putObject("schema")
        .put("type", "string")
        .put("pattern", "^[0-9a-f]{64}$");
    ObjectNode responses = operation.putObject("responses");
    content(responses.putObject("200").put("description", "The picture."), "image/jpeg");
    failed(responses);
    return operation;
  }

  private ObjectNode parameter(FieldDescriptor field) {
    ObjectNode schema = schemas.field(field);
    ObjectNode parameter = NODES.objectNode().put("name", field.getJsonName()).put("in", "query");
    if (schema.has("description")) {
      parameter.set("description", schema.remove("description"));
    }
    parameter.set("schema", schema);
    return parameter;
  }

  private static ObjectNode format() {
    ObjectNode parameter =
        NODES.objectNode().put("name", "format").put("in", "query").put("description", FORMAT);
    ArrayNode formats = parameter.putObject("schema").put("type", "string").putArray("enum");
    for (ExportFormat format : ExportFormat.values()) {
      formats.add(format.extension());
    }
    return parameter;
  }

  /** What a page of another origin cannot send. */
  private static ObjectNode header() {
    ObjectNode parameter =
        NODES
            .objectNode()
            .put("name", "X-Vedette")
            .put("in", "header")
            .put("required", true)
            .put("description", "Any value.");
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private static ObjectNode content(ObjectNode holder, String mediaType) {
    return holder.withObject("/content").putObject(mediaType);
  }

  private static ObjectNode failure() {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    schema
        .putObject("properties")
        .putObject("error")
        .put("type", "string")
        .put("description", "One line for people.");
    schema.putArray("required").add("error");
    return schema;
  }
}
