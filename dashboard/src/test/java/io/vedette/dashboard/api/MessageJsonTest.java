package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.HeadSpec;
import io.vedette.proto.v1.KeyValue;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Signature;
import org.junit.jupiter.api.Test;

class MessageJsonTest {

  @Test
  void unsetFieldsCarryTheirDefaultsAndUnsetMessagesAreLeftOut() {
    assertThat(MessageJson.of(Round.newBuilder().setId("a \"b\"").build()))
        .isEqualTo(
            "{\"id\":\"a \\\"b\\\"\",\"state\":\"\",\"startedMs\":0,\"why\":\"\",\"deployment\":\"\","
                + "\"opened\":\"\"}");
  }

  @Test
  void longsAreNumbersAndFiguresThatAreNoneAreNull() {
    assertThat(
            MessageJson.of(
                Participant.newBuilder().setExamples(1L << 40).setLossAfter(Double.NaN).build()))
        .contains("\"examples\":1099511627776,")
        .contains("\"lossAfter\":null");
  }

  @Test
  void namedValuesBytesAndEnums() {
    assertThat(
            MessageJson.of(
                HeadSpec.newBuilder()
                    .setFamily("yolo11")
                    .addParameters(KeyValue.newBuilder().setKey("reg_max").setValue("16"))
                    .build()))
        .isEqualTo(
            "{\"family\":\"yolo11\",\"parameters\":[{\"key\":\"reg_max\",\"value\":\"16\"}]}");
    assertThat(
            MessageJson.of(Signature.newBuilder().setValue(ByteString.copyFromUtf8("abc")).build()))
        .contains("\"value\":\"YWJj\"");
    assertThat(
            MessageJson.of(
                CommandStatus.newBuilder().setPhase(CommandPhase.COMMAND_PHASE_SELF_TEST).build()))
        .contains("\"phase\":\"self-test\"");
  }
}
