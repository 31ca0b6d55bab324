package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.Signature;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.VersionRef;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyMessageTest {

  @Test
  void readsWhatMessageJsonWrites() {
    RegisterVersionRequest request =
        RegisterVersionRequest.newBuilder()
            .addAliases("stable")
            .addAliases("canary")
            .setManifest(
                Manifest.newBuilder()
                    .setVersion(VersionRef.newBuilder().setName("student").setNumber(3))
                    .setCreatedAtMs(1L << 41)
                    .setSignature(Signature.newBuilder().setValue(ByteString.copyFromUtf8("abc")))
                    .addVariants(
                        Variant.newBuilder()
                            .setName("int8")
                            .setKept(true)
                            .setArtifact(Artifact.newBuilder().setSizeBytes(7))
                            .addMetrics(Metrics.newBuilder().setAp50(0.5))))
            .build();
    assertThat(read(MessageJson.of(request), RegisterVersionRequest.getDefaultInstance()))
        .isEqualTo(request);
    ListDevicesRequest devices =
        ListDevicesRequest.newBuilder()
            .setSortValue(2)
            .addStatesValue(2)
            .setDescending(true)
            .build();
    assertThat(read(MessageJson.of(devices), ListDevicesRequest.getDefaultInstance()))
        .isEqualTo(devices);
  }

  @Test
  void nothingAndNullAreNotSet() {
    assertThat(read("", StartRolloutRequest.getDefaultInstance()))
        .isEqualTo(StartRolloutRequest.getDefaultInstance());
    assertThat(read("{\"reference\":null}", StartRolloutRequest.getDefaultInstance()))
        .isEqualTo(StartRolloutRequest.getDefaultInstance());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|the body must be a JSON object",
        "{\"agentId\":7}|'agentId' must be a text",
        "{\"force\":\"true\"}|'force' must be true or false",
        "{\"agent_id\":\"a\"}|'agent_id' is no field of ForgetDeviceRequest; it has agentId, force",
      })
  void wrongKeysAndTypesAreNamed(String body, String why) {
    assertThatThrownBy(() -> read(body, ForgetDeviceRequest.getDefaultInstance()))
        .isInstanceOf(BadRequest.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"agentId\":\"a\",\"agentId\":\"b\"}",
        "{\"agentId\":\"a\"} {}",
        "{\"agentId\":",
      })
  void whatIsNoJsonIsRefused(String body) {
    assertThatThrownBy(() -> read(body, ForgetDeviceRequest.getDefaultInstance()))
        .isInstanceOf(BadRequest.class)
        .hasMessageStartingWith("the body is no JSON");
  }

  private static Message read(String body, Message empty) {
    return BodyMessage.read(body.getBytes(StandardCharsets.UTF_8), empty);
  }
}
