package io.vedette.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Lineage;
import io.vedette.proto.v1.Overview;
import org.junit.jupiter.api.Test;

/** A message as scripts read it. */
class MessageTreeTest {

  @Test
  void everyKeyIsThereAndNumbersAreNumbers() {
    Device device =
        Device.newBuilder()
            .setAgentId("a")
            .setLastSeenMs(1L << 40)
            .setAuditPrecision(Double.NaN)
            .setHeartbeat(Heartbeat.newBuilder().setReplayExamples(3))
            .build();
    assertThat(MessageTree.of(device).toString())
        .isEqualTo(
            "{\"agent_id\":\"a\",\"device_class\":\"\",\"software_version\":\"\",\"state\":\"\","
                + "\"last_seen_ms\":1099511627776,\"heartbeat\":{\"uptime_ms\":0,"
                + "\"installed\":null,\"variant\":\"\",\"model_sha256\":\"\",\"cameras\":[],"
                + "\"escalation\":null,\"replay_examples\":3,\"learner\":\"\",\"learning\":null},"
                + "\"audit_precision\":null,\"audit_recall\":0.0,\"audits\":0}");
  }

  @Test
  void aMapIsAnObjectInTheOrderOfItsKeys() {
    Lineage lineage = Lineage.newBuilder().putRecipe("b", "2").putRecipe("a", "1").build();
    assertThat(MessageTree.of(lineage).get("recipe").toString())
        .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
  }

  @Test
  void anEmptyOverviewHasItsListsAllTheSame() {
    assertThat(MessageTree.of(Overview.getDefaultInstance()).get("devices").isArray()).isTrue();
  }
}
