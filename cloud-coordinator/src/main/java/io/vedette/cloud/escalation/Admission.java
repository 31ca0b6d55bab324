package io.vedette.cloud.escalation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Which frames may come in. No more than a maximum are inside: those on their way to the disk, and
 * those that wait for a teacher. Those beyond wait before the door, in memory and only up to so
 * many bytes, and come in when others leave. Not safe for use by several threads.
 *
 * <p>While frames of one deployment only have come, it may have all places. Since a second has
 * come, a deployment gets a place as long as it has less than four times the free places: so a
 * flood in one takes four fifths, floods in two take four ninths each, and there is a place for
 * everybody else (A. Choudhury, E. Hahne: Dynamic Queue Length Thresholds, 1998). Before the door
 * only those wait that have less than an equal share; the others are sent away.
 */
final class Admission {

  /**
   * A frame before the door.
   *
   * @param sha256 of its picture
   */
  record Applicant(
      SubmittedFrame frame,
      String deployment,
      String sha256,
      CompletableFuture<AcceptedEscalation> result) {}

  /**
   * What happens before the door when a place has become free.
   *
   * @param entering are inside now
   * @param sentAway have to come again
   */
  record Moves(List<Applicant> entering, List<Applicant> sentAway) {}

  private static final long MAX_DOOR_BYTES = 32L << 20;

  /** So many times the free places one deployment may have. */
  private static final int OF_FREE = 4;

  private final int max;
  private final Deque<Applicant> door = new ArrayDeque<>();

  /** The deployments that frames came of. */
  private final Set<String> seen = new HashSet<>();

  private final Map<String, Integer> insideBy = new HashMap<>();
  private long doorBytes;
  private int inside;

  Admission(int max) {
    this.max = max;
  }

  /** How many more may come in. */
  int room() {
    return door.isEmpty() ? free() : 0;
  }

  private int free() {
    return Math.max(0, max - inside);
  }

  /** How many of a deployment are inside. */
  int inside(String deployment) {
    return insideBy.getOrDefault(deployment, 0);
  }

  /** One that was accepted before a restart is inside, whatever the maximum. */
  void count(String deployment) {
    seen.add(deployment);
    inside++;
    insideBy.merge(deployment, 1, Integer::sum);
  }

  /**
   * @return false when it has to wait before the door, or to come again
   */
  boolean enter(String deployment) {
    seen.add(deployment);
    if (!mayEnter(deployment)) {
      return false;
    }
    count(deployment);
    return true;
  }

  private boolean mayEnter(String deployment) {
    return free() > 0 && (seen.size() == 1 || inside(deployment) < OF_FREE * (long) free());
  }

  /** Before the door none waits that has as many places as each would have of equal shares. */
  private boolean mayWait(String deployment) {
    return seen.size() == 1 || inside(deployment) < Math.max(1, max / seen.size());
  }

  /**
   * @return false when there is no place before the door either
   */
  boolean queue(Applicant applicant) {
    int bytes = applicant.frame().jpeg().length;
    if (!mayWait(applicant.deployment()) || doorBytes + bytes > MAX_DOOR_BYTES) {
      return false;
    }
    doorBytes += bytes;
    door.addLast(applicant);
    return true;
  }

  /** One of a deployment has left. */
  Moves leave(String deployment) {
    inside--;
    insideBy.computeIfPresent(deployment, (name, n) -> n == 1 ? null : n - 1);
    List<Applicant> entering = new ArrayList<>();
    List<Applicant> sentAway = new ArrayList<>();
    while (free() > 0 && !door.isEmpty()) {
      Applicant next = door.removeFirst();
      doorBytes -= next.frame().jpeg().length;
      if (mayEnter(next.deployment())) {
        count(next.deployment());
        entering.add(next);
      } else {
        sentAway.add(next);
      }
    }
    return new Moves(entering, sentAway);
  }
}
