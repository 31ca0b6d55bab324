package io.vedette.cloud.teacher;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose turn it is at a teacher: start-time fair queueing over teacher time. Each deployment has a
 * tag, the time that it has used divided by its weight; the lowest tag is next. A deployment that
 * comes back from a pause starts where the others are, so that it neither waits for what it used
 * long ago nor catches up on what it did not use. Teachers of one name are one resource.
 *
 * <p>P. Goyal, H. Vin, H. Cheng: Start-time Fair Queueing, SIGCOMM 1996. Here the cost of a batch
 * is an estimate until it was measured. Not safe for use by several threads.
 */
final class FairTurns {

  private static final class Turn {
    final String teacher;
    boolean active;

    /** Milliseconds of teacher time per weight, from the start of the busy period. */
    double tag;

    /** The tag at its latest batch. */
    double start;

    Turn(String teacher) {
      this.teacher = teacher;
    }
  }

  private final Map<String, Turn> turns = new HashMap<>();

  /**
   * A deployment has frames that wait or are under way.
   *
   * @param teacher name of the teachers that it waits for; another one than before begins anew
   */
  void active(String deployment, String teacher) {
    Turn known = turns.get(deployment);
    if (known != null && known.active && known.teacher.equals(teacher)) {
      return;
    }
    if (known != null && !known.teacher.equals(teacher)) {
      idle(deployment);
      turns.remove(deployment);
      known = null;
    }
    double now = start(teacher);
    Turn turn = known == null ? new Turn(teacher) : known;
    turn.active = true;
    turn.tag = Math.max(turn.tag, now);
    turns.put(deployment, turn);
  }

  /** The tag of the batch that was handed out last: virtual time. */
  private double start(String teacher) {
    return turns.values().stream()
        .filter(turn -> turn.teacher.equals(teacher))
        .mapToDouble(turn -> turn.start)
        .max()
        .orElse(0);
  }

  /**
   * A deployment has nothing left. When nobody waits for a teacher, all that was used is forgotten.
   */
  void idle(String deployment) {
    Turn turn = turns.get(deployment);
    if (turn == null) {
      return;
    }
    turn.active = false;
    boolean busy =
        turns.values().stream().anyMatch(t -> t.active && t.teacher.equals(turn.teacher));
    if (!busy) {
      turns.values().removeIf(t -> t.teacher.equals(turn.teacher));
    }
  }

  /** Who is next of some active deployments; the first by name where two are equal. */
  Optional<String> next(Collection<String> deployments) {
    String next = null;
    for (String deployment : deployments) {
      if (next == null || compare(deployment, next) < 0) {
        next = deployment;
      }
    }
    return Optional.ofNullable(next);
  }

  private int compare(String a, String b) {
    int byTag = Double.compare(tag(a), tag(b));
    return byTag == 0 ? a.compareTo(b) : byTag;
  }

  private double tag(String deployment) {
    Turn turn = turns.get(deployment);
    return turn == null ? 0 : turn.tag;
  }

  /**
   * A batch of a deployment begins.
   *
   * @param cost estimated teacher time, milliseconds
   */
  void begin(String deployment, double cost, double weight) {
    Turn turn = turns.get(deployment);
    if (turn != null) {
      turn.start = turn.tag;
      turn.tag += cost / weight;
    }
  }

  /**
   * A batch took more or less teacher time than was estimated.
   *
   * @param difference milliseconds
   */
  void correct(String deployment, double difference, double weight) {
    Turn turn = turns.get(deployment);
    if (turn != null) {
      turn.tag += difference / weight;
    }
  }
}
