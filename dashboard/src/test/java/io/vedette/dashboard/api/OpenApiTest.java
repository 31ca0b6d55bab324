package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.wire.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The description of the API says what the API does. */
class OpenApiTest {

  private static final Path PROTOS = Path.of("..", "proto", "src", "main", "proto");

  private final JsonNode document = OpenApi.document(ApiMethod.ALL, comments());
  private final JsonNode schemas = document.at("/components/schemas");

  private static ProtoComments comments() {
    try (var files = Files.list(PROTOS.resolve("vedette/v1"))) {
      ProtoComments comments = new ProtoComments();
      for (Path file : files.toList()) {
        comments.add(Files.readString(file));
      }
      return comments;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void isServedWithoutACoordinator() throws Exception {
    try (Dashboard dashboard =
        Dashboard.start(DashboardConfig.loopback(Endpoint.plain("127.0.0.1", 1), 0))) {
      var answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(dashboard.address() + "api/v1/openapi.json"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode served = new ObjectMapper().readTree(answer.body());
      assertThat(served.at("/openapi").asText()).isEqualTo("3.1.0");
      assertThat(served.at("/paths")).hasSize(ApiMethod.ALL.size() + 1);
      boolean commented = getClass().getResource("/vedette/v1/management.proto") != null;
      assertThat(served.at("/paths/~1RevokeDevice/post/description").asText())
          .isEqualTo(commented ? "Refuses the device for good." : "");
    }
  }

  @Test
  void hasEachMethodWithItsVerb() {
    assertThat(document.at("/paths")).hasSize(ApiMethod.ALL.size() + 1);
    assertThat(
            document
                .at("/paths/~1pictures~1{sha256}/get/responses/200/content/image~1jpeg")
                .isObject())
        .isTrue();
    for (ApiMethod method : ApiMethod.ALL) {
      JsonNode operation =
          document.at("/paths/~1" + method.name() + (method.reads() ? "/get" : "/post"));
      assertThat(operation.at("/operationId").asText()).isEqualTo(method.name());
      assertThat(operation.at("/responses/200/content/application~1json/schema/$ref").asText())
          .isEqualTo("#/components/schemas/" + method.descriptor().getOutputType().getName());
    }
  }

  @Test
  void hasEachMessageWithEachOfItsFields() {
    Set<Descriptor> messages = new LinkedHashSet<>();
    for (ApiMethod method : ApiMethod.ALL) {
      collect(method.descriptor().getOutputType(), messages);
      if (!method.reads()) {
        collect(method.descriptor().getInputType(), messages);
      }
    }
    for (Descriptor message : messages) {
      assertThat(schemas.at("/" + message.getName() + "/properties").fieldNames())
          .toIterable()
          .as(message.getName())
          .containsExactlyElementsOf(
              message.getFields().stream().map(FieldDescriptor::getJsonName).toList());
    }
  }

  private static void collect(Descriptor message, Set<Descriptor> into) {
    if (into.add(message)) {
      message.getFields().stream()
          .filter(field -> field.getJavaType() == JavaType.MESSAGE)
          .forEach(field -> collect(field.getMessageType(), into));
    }
  }

  @Test
  void everyReferenceLeadsToASchema() {
    List<JsonNode> references = document.findValues("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(to -> assertThat(document.at(to.asText().substring(1)).isObject()).isTrue());
  }

  @Test
  void everyTextAndListHasItsBound() {
    schemas
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        property -> {
                          String name = schema.getKey() + "." + property.getKey();
                          JsonNode value = property.getValue();
                          if (value.path("type").asText().equals("array")) {
                            assertThat(value.path("maxItems").asInt()).as(name).isPositive();
                            value = value.path("items");
                          }
                          if (value.path("type").asText().equals("string")
                              && !schema.getKey().equals("Failure")) {
                            assertThat(value.path("maxLength").asInt()).as(name).isPositive();
                          }
                        }));
  }

  @Test
  void boundsFormatsStatesAndCommentsAreThoseOfTheProto() {
    assertThat(schemas.at("/DeviceSummary/properties/agentId").toString())
        .isEqualTo(
            "{\"type\":\"string\",\"pattern\":\"^([a-zA-Z0-9._-]{1,64})?$\",\"maxLength\":64}");
    assertThat(schemas.at("/VersionRef/properties/number").toString())
        .isEqualTo(
            "{\"type\":\"integer\",\"minimum\":0,\"format\":\"int32\","
                + "\"description\":\"1, 2, 3 … within the name; never reused.\"}");
    assertThat(schemas.at("/DeviceState/enum").toString())
        .isEqualTo("[\"\",\"online\",\"away\",\"revoked\"]");
    assertThat(schemas.at("/Summary/properties/alarms/maxItems").asInt()).isEqualTo(100);
    assertThat(schemas.at("/Summary/x-max-bytes").asInt()).isEqualTo(262144);
    assertThat(schemas.at("/Device/description").asText())
        .isEqualTo("A device with all that it last said.");
    assertThat(document.at("/paths/~1ForgetDevice/post/description").asText())
        .startsWith("Removes the device. Its frames");
    assertThat(parameter("ListDevices", "pageSize").at("/schema/maximum").asInt()).isEqualTo(100);
    assertThat(parameter("ListDevices", "states").at("/schema/items/$ref").asText())
        .endsWith("/DeviceState");
    assertThat(parameter("ListDevices", "format").at("/schema/enum").toString())
        .isEqualTo("[\"csv\",\"json\"]");
  }

  private JsonNode parameter(String method, String name) {
    for (JsonNode parameter : document.at("/paths/~1" + method + "/get/parameters")) {
      if (parameter.path("name").asText().equals(name)) {
        return parameter;
      }
    }
    throw new AssertionError(method + " has no parameter " + name);
  }

  /** What an answer always has is required; what a request has besides its fields is refused. */
  @Test
  void answersAreWholeAndRequestsAreClosed() {
    assertThat(schemas.at("/Round/required").toString())
        .contains("\"id\",\"state\",\"startedMs\",\"why\"")
        .doesNotContain("endedMs");
    assertThat(schemas.at("/StartRolloutRequest/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schemas.at("/StartRolloutRequest").has("required")).isFalse();
    assertThat(schemas.at("/Manifest").has("required")).isFalse();
  }
}
