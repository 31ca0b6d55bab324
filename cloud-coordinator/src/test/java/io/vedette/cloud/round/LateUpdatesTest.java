package io.vedette.cloud.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LateUpdatesTest {

  private static Round round(String id, Round.Phase phase, VersionId base, LateUpdate... late) {
    return Round.opening(
            id,
            Scratch.at(0),
            base,
            Scratch.artifact("training", 1),
            2,
            1,
            List.of(),
            List.of(late))
        .in(phase);
  }

  private static Contribution contribution(String id) {
    return new Contribution(
        id, Scratch.artifact("update", 4), 10, 2, 1, 3, Scratch.artifact("escalations", 5), 0);
  }

  private static Round with(Round round, String agent, Participant.State state, String updateId) {
    Participant given =
        new Participant(
            agent, state, contribution(updateId), "", ParticipantPace.starting(0), null);
    return round.with(round.rows().with(given));
  }

  private static List<String> ids(List<LateUpdate> updates) {
    return updates.stream().map(u -> u.update().updateId()).toList();
  }

  @Test
  void theUpdatesOfAFailedRoundAreNotLost() {
    Round failed =
        with(round("r-1", Round.Phase.FAILED, Scratch.V1), "a", Participant.State.UPDATED, "u-a1");
    assertThat(ids(LateUpdates.waiting(List.of(failed), Set.of(), Scratch.V1)))
        .containsExactly("u-a1");
  }

  @Test
  void theNewestOfAnAgentCountsAndWhatIsUsedDoesNot() {
    Round first =
        with(
            with(
                round("r-1", Round.Phase.AGGREGATED, Scratch.V1),
                "a",
                Participant.State.UPDATED,
                "u-a1"),
            "b",
            Participant.State.LATE,
            "u-b1");
    Round second =
        with(
            round("r-2", Round.Phase.AGGREGATED, Scratch.V1),
            "a",
            Participant.State.UPDATED,
            "u-a2");
    List<Round> newestFirst = List.of(second, first);

    assertThat(ids(LateUpdates.waiting(newestFirst, Set.of(), Scratch.V1)))
        .containsExactly("u-a2", "u-b1");
    // the newest is part of a student: the one before it is not wanted any more
    assertThat(ids(LateUpdates.waiting(newestFirst, Set.of("r-2"), Scratch.V1)))
        .containsExactly("u-b1");
  }

  @Test
  void whatARoundTookOverIsTakenOverAgainWhenItsStudentIsNotDistilled() {
    LateUpdate old =
        new LateUpdate(
            "r-1", "b", Scratch.V1, Scratch.artifact("training", 1), contribution("u-b1"));
    Round second = round("r-2", Round.Phase.AGGREGATED, Scratch.V1, old);
    assertThat(LateUpdates.waiting(List.of(second), Set.of(), Scratch.V2)).containsExactly(old);
  }

  @Test
  void anUpdateFromALongGoneVersionDoesNotCount() {
    Round old =
        with(round("r-1", Round.Phase.FAILED, Scratch.V1), "a", Participant.State.LATE, "u-a1");
    assertThat(LateUpdates.waiting(List.of(old), Set.of(), new VersionId("student", 9))).hasSize(1);
    assertThat(LateUpdates.waiting(List.of(old), Set.of(), new VersionId("student", 10))).isEmpty();
    assertThat(LateUpdates.waiting(List.of(old), Set.of(), new VersionId("other", 1))).isEmpty();
  }
}
