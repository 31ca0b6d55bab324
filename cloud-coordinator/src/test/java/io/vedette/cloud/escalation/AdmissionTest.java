package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.escalation.Admission.Applicant;
import io.vedette.cloud.escalation.Admission.Moves;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static Applicant applicant(String deployment, int bytes) {
    return new Applicant(
        new SubmittedFrame(
            "id", "agent", "line", 1, 0, new byte[bytes], 1, 1, List.of(), "", 0, "", false, null),
        deployment,
        "",
        new CompletableFuture<>());
  }

  /** Enters as often as it is let in. */
  private static int flood(Admission admission, String deployment) {
    int entered = 0;
    while (admission.enter(deployment)) {
      entered++;
    }
    return entered;
  }

  @Test
  void aLoneDeploymentMayHaveAllPlaces() {
    Admission admission = new Admission(100);
    assertThat(flood(admission, "films")).isEqualTo(100);
    assertThat(admission.queue(applicant("films", 1_000))).isTrue();
    Moves moves = admission.leave("films");
    assertThat(moves.entering()).hasSize(1);
    assertThat(moves.sentAway()).isEmpty();
  }

  @Test
  void aFloodLeavesAFifthToTheOthers() {
    Admission admission = new Admission(1_000);
    assertThat(admission.enter("boards")).isTrue();
    assertThat(flood(admission, "films")).isBetween(790, 810);
    assertThat(admission.queue(applicant("films", 1_000))).as("it comes again").isFalse();
    assertThat(admission.room()).isGreaterThan(150);
    assertThat(admission.enter("boards")).isTrue();

    assertThat(flood(admission, "streets")).isGreaterThan(100);
    assertThat(admission.enter("boards")).isTrue();
  }

  @Test
  void whoFloodedAloneMakesRoomForTheSecond() {
    Admission admission = new Admission(100);
    flood(admission, "films");
    admission.queue(applicant("films", 1_000));
    assertThat(admission.enter("boards")).isFalse();
    assertThat(admission.queue(applicant("boards", 1_000))).isTrue();

    Moves moves = admission.leave("films");

    assertThat(moves.sentAway()).extracting(Applicant::deployment).containsExactly("films");
    assertThat(moves.entering()).extracting(Applicant::deployment).containsExactly("boards");
    for (int i = 0; i < 30; i++) {
      admission.leave("films");
    }
    assertThat(admission.inside("films")).isEqualTo(69);
    assertThat(admission.enter("films")).isTrue();
  }

  /** Floods come and go; one deployment trickles and always finds a place. */
  @Test
  void whoeverFloodsATrickleComesInAndTheBoundHolds() {
    Random random = new Random(9);
    Admission admission = new Admission(500);
    List<String> inside = new ArrayList<>();
    admission.enter("boards");
    inside.add("boards");
    for (int step = 0; step < 20_000; step++) {
      String name = "flood-" + Math.min(random.nextInt(4), step / 5_000);
      if (admission.enter(name)) {
        inside.add(name);
      }
      if (step % 50 == 0) {
        assertThat(admission.enter("boards")).as("at step %d", step).isTrue();
        inside.add("boards");
      }
      if (step % 3 == 0 && !inside.isEmpty()) {
        admission.leave(inside.remove(random.nextInt(inside.size())));
      }
      assertThat(inside.size()).isLessThanOrEqualTo(500);
      assertThat(admission.room()).isEqualTo(500 - inside.size());
    }
  }
}
