package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumDescriptor;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutState;
import org.junit.jupiter.api.Test;

/** One rule for the words of all enums: what is not set, or not known, has none. */
class EnumLabelsTest {

  private static final EnumLabels<RolloutState> STATES = EnumLabels.of(RolloutState.class);
  private static final EnumDescriptor TYPE = RolloutState.getDescriptor();

  @Test
  void aValueIsItsNameWithoutThePrefix() {
    assertThat(STATES.label(RolloutState.ROLLOUT_STATE_ROLLING_BACK)).isEqualTo("rolling-back");
    assertThat(EnumLabels.labelOf(CommandPhase.COMMAND_PHASE_SELF_TEST)).isEqualTo("self-test");
    for (RolloutState state : RolloutState.values()) {
      assertThat(EnumLabels.labelOf(state)).isEqualTo(STATES.label(state));
    }
  }

  @Test
  void aValueThatIsUnspecifiedOrOfANewerReleaseHasNoWord() {
    assertThat(EnumLabels.labelOf(RolloutState.ROLLOUT_STATE_UNSPECIFIED)).isEmpty();
    assertThat(STATES.label(RolloutState.ROLLOUT_STATE_UNSPECIFIED)).isEmpty();
    Rollout newer = Rollout.newBuilder().setStateValue(99).build();
    assertThat(EnumLabels.labelOf(newer.getState())).isEmpty();
    assertThat(STATES.label(newer.getState())).isEmpty();
    assertThat(EnumLabels.labelOf(TYPE.findValueByNumberCreatingIfUnknown(99))).isEmpty();
  }

  @Test
  void wordsAndNamesOfConstantsAreRead() {
    assertThat(STATES.value("rolling-back")).isEqualTo(RolloutState.ROLLOUT_STATE_ROLLING_BACK);
    assertThat(STATES.value("ROLLING_BACK")).isEqualTo(RolloutState.ROLLOUT_STATE_ROLLING_BACK);
    assertThat(STATES.value("rolling back")).isEqualTo(RolloutState.ROLLOUT_STATE_ROLLING_BACK);
    assertThat(STATES.value("")).isEqualTo(RolloutState.ROLLOUT_STATE_UNSPECIFIED);
    assertThat(STATES.value("unheard of")).isEqualTo(RolloutState.ROLLOUT_STATE_UNSPECIFIED);
  }

  @Test
  void onlyAWordFindsAValue() {
    assertThat(EnumLabels.find(TYPE, "canary"))
        .contains(RolloutState.ROLLOUT_STATE_CANARY.getValueDescriptor());
    assertThat(EnumLabels.find(TYPE, "")).isEmpty();
    assertThat(EnumLabels.find(TYPE, "unspecified")).isEmpty();
  }
}
