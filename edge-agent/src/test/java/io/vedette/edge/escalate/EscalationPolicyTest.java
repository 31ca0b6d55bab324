package io.vedette.edge.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.vedette.edge.escalate.policy.Policies;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EscalationPolicyTest {

  private static final Signals EASY = Signals.of(Map.of());
  private static final Signals HARD =
      Signals.of(
          Map.of(
              Signal.UNCERTAIN, 0.9f,
              Signal.MISSED, 0.9f,
              Signal.FLICKER, 0.5f,
              Signal.PEAKS_5, 3f));
  private static final int FRAME_BYTES = 50_000;

  private static EscalationConfig config(double bitsPerSecond, double auditShare) {
    return EscalationConfig.of(bitsPerSecond, 10, auditShare, 0.3, 0.2, 90, 7);
  }

  /** Plays so many frames at 5 a second; the decisions to escalate. */
  private static List<Decision> play(EscalationPolicy policy, Signals signals, int frames) {
    List<Decision> chosen = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      Decision decision = policy.decide("c", i * 200L, signals);
      if (decision.escalate()) {
        policy.settle(decision, FRAME_BYTES);
        chosen.add(decision);
      }
    }
    return chosen;
  }

  @Test
  void uploadsStayWithinTheBudgetHoweverHardTheFramesAre() {
    double bitsPerSecond = 400_000;
    int seconds = 400;
    List<Decision> chosen =
        play(new EscalationPolicy(config(bitsPerSecond, 0.03), "a"), HARD, 5 * seconds);
    double bits = chosen.size() * FRAME_BYTES * 8.0;
    assertThat(bits).isLessThanOrEqualTo(bitsPerSecond * (seconds + 10) + FRAME_BYTES * 8);
    assertThat(bits).isGreaterThan(0.5 * bitsPerSecond * seconds);
  }

  @Test
  void auditsComeWhateverTheHardnessAndBeforeHardFrames() {
    double share = 0.05;
    int frames = 20_000;
    long amongEasy = play(new EscalationPolicy(config(400_000, share), "a"), EASY, frames).size();
    long amongHard =
        play(new EscalationPolicy(config(400_000, share), "a"), HARD, frames).stream()
            .filter(Decision::audit)
            .count();
    assertThat((double) amongEasy / frames).isCloseTo(share, offset(0.005));
    assertThat((double) amongHard / frames).isCloseTo(share, offset(0.005));
  }

  /** The budget holds two frames at most, and the share is too small for an audit to be drawn. */
  @Test
  void aHardFrameLeavesRoomForTwoAudits() {
    EscalationConfig noAudits = EscalationConfig.of(400_000, 2, -1, 0.3, 0.2, 90, 7);
    EscalationConfig rareAudits = EscalationConfig.of(400_000, 2, 1e-12, 0.3, 0.2, 90, 7);

    assertThat(play(new EscalationPolicy(noAudits, "a"), HARD, 60)).isNotEmpty();
    assertThat(play(new EscalationPolicy(rareAudits, "a"), HARD, 60)).isEmpty();
  }

  @Test
  void easyFramesStayAtHomeAndNoBudgetMeansSilence() {
    assertThat(play(new EscalationPolicy(config(1e6, -1), "a"), EASY, 1_000)).isEmpty();
    assertThat(play(new EscalationPolicy(config(-1, 0.5), "a"), HARD, 1_000)).isEmpty();
  }

  @Test
  void aSceneIsNotSentFrameByFrame() {
    EscalationPolicy policy =
        new EscalationPolicy(EscalationConfig.of(1e9, 10, -1, 0.3, 2, 90, 0), "a");
    assertThat(play(policy, HARD, 50)).hasSize(5);
  }

  @Test
  void sameSeedAndAgentDecideAlikeAndAnotherAgentOtherwise() {
    List<Decision> one = play(new EscalationPolicy(config(1e6, 0.1), "a"), EASY, 500);
    assertThat(play(new EscalationPolicy(config(1e6, 0.1), "a"), EASY, 500)).isEqualTo(one);
    EscalationPolicy other = new EscalationPolicy(config(1e6, 0.1), "b");
    EscalationPolicy first = new EscalationPolicy(config(1e6, 0.1), "a");
    List<Boolean> a = new ArrayList<>();
    List<Boolean> b = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      a.add(first.decide("c", i, EASY).audit());
      b.add(other.decide("c", i, EASY).audit());
    }
    assertThat(a).isNotEqualTo(b);
  }

  @Test
  void everyPolicyDecidesByItsNameAndKeepsTheBudget() {
    for (String name : Policies.names()) {
      EscalationConfig config =
          new EscalationConfig(400_000, 10, -1, 0.3, 0.2, 90, 7, name, 12, null, null, false);
      int frames = 2_000;
      assertThat(play(new EscalationPolicy(config, "a"), HARD, frames))
          .as(name)
          .hasSizeBetween(frames / 5 * 12 / 60 / 2, frames / 5 * 12 / 60 + 3);
    }
  }

  @Test
  void whatWasLearntOutlivesARestartAndADamagedFileIsRefused() throws Exception {
    EscalationPolicy policy = new EscalationPolicy(config(1e6, -1), "a");
    policy.learn(HARD, new VerdictOutcome(0, 0, 2, new int[6], new int[6]));
    byte[] bytes = policy.state().toBytes();
    EscalationPolicy again = new EscalationPolicy(config(1e6, -1), "a");
    assertThat(again.state().values()).isNotEqualTo(policy.state().values());
    again.restore(PolicyState.of(bytes));
    assertThat(again.state().values()).isEqualTo(policy.state().values());
    bytes[20] ^= 1;
    assertThatThrownBy(() -> PolicyState.of(bytes)).hasMessage("the checksum is wrong");
  }
}
