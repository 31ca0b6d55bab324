package io.vedette.cloud.round;

import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which updates of earlier rounds count in the next one. Pure. */
final class LateUpdates {

  /** The newest rounds whose updates may still count: their rows stay in memory. */
  static final int ROUNDS = 8;

  private LateUpdates() {}

  /**
   * The newest update of each agent, unless it is used already or too old. An agent's newest update
   * was trained on all that its older ones were, so only that one counts.
   *
   * @param newestFirst rounds that have ended
   * @param distilled ids of the rounds whose student was distilled
   * @param base of the round that they shall count in
   */
  static List<LateUpdate> waiting(List<Round> newestFirst, Set<String> distilled, VersionId base) {
    Set<String> used = used(newestFirst, distilled);
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

  /** Ids of the updates that are part of a student that was distilled. */
  static Set<String> used(List<Round> newestFirst, Set<String> distilled) {
    Set<String> used = new HashSet<>();
    newestFirst.stream()
        .limit(ROUNDS)
        .filter(round -> distilled.contains(round.id()))
        .forEach(round -> used.addAll(round.updateIds()));
    return used;
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
    round.rows().stream()
        .flatMap(agent -> Optional.ofNullable(agent.carried()).stream())
        .forEach(all::add);
    return all;
  }
}
