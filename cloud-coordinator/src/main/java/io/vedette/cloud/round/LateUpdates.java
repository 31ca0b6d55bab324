package io.vedette.cloud.round;

import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which updates of earlier rounds count in the next one. Pure. */
final class LateUpdates {

  /** The newest rounds whose updates may still count. */
  private static final int ROUNDS = 16;

  private LateUpdates() {}

  /**
   * The newest update of each agent, unless it is used already or too old. An agent's newest update
   * was trained on all that its older ones were, so only that one counts.
   *
   * @param newestFirst rounds that have ended
   * @param used ids of updates that are part of a student that was distilled
   * @param base of the round that they shall count in
   */
  static List<LateUpdate> waiting(List<Round> newestFirst, Set<String> used, VersionId base) {
    List<LateUpdate> waiting = new ArrayList<>();
    Set<String> agents = new HashSet<>();
    newestFirst.stream()
        .limit(ROUNDS)
        .flatMap(round -> of(round).stream())
        .filter(late -> agents.add(late.agentId()))
        .filter(late -> !used.contains(late.update().updateId()))
        .filter(late -> LateUpdate.counts(late.base(), base))
        .forEach(waiting::add);
    return waiting;
  }

  /** Its own updates, then those that it took over from earlier rounds. */
  private static List<LateUpdate> of(Round round) {
    List<LateUpdate> all = new ArrayList<>();
    for (Participant participant : round.participants()) {
      Contribution update = participant.update();
      if (update != null) {
        all.add(
            new LateUpdate(
                round.id(), participant.agentId(), round.base(), round.training(), update));
      }
    }
    all.addAll(round.late());
    return all;
  }
}
