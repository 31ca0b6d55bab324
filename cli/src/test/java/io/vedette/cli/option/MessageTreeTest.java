package io.vedette.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.KeyValue;
import io.vedette.proto.v1.Lineage;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.Summary;
import org.junit.jupiter.api.Test;

/** A message as scripts read it. */
class MessageTreeTest {

  @Test
  void everyKeyIsThereAndNumbersAreNumbers() {
    Participant participant =
        Participant.newBuilder()
            .setAgentId("a")
            .setState(ParticipantState.PARTICIPANT_STATE_LATE)
            .setLossAfter(Double.NaN)
            .setSteps(1L << 40)
            .build();
    assertThat(MessageTree.of(participant).toString())
        .isEqualTo(
            "{\"agent_id\":\"a\",\"state\":\"late\",\"message\":\"\",\"examples\":null,"
                + "\"loss_before\":null,\"loss_after\":null,\"update_id\":\"\","
                + "\"steps\":1099511627776,\"steps_total\":null}");
  }

  @Test
  void aMapIsAnObjectInTheOrderOfItsKeys() {
    Lineage lineage =
        Lineage.newBuilder().addRecipe(value("a", "1")).addRecipe(value("b", "2")).build();
    assertThat(MessageTree.of(lineage).get("recipe").toString())
        .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
  }

  @Test
  void anEmptySummaryHasItsListsAllTheSame() {
    assertThat(MessageTree.of(Summary.getDefaultInstance()).get("alarms").isArray()).isTrue();
  }

  private static KeyValue value(String key, String value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
