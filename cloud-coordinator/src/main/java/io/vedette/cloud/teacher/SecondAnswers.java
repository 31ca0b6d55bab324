package io.vedette.cloud.teacher;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.detector.Detection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Audits that another teacher is asked about, too, after they have their verdict. They wait in
 * memory: one that is lost in a restart is not asked again. Not safe for use by several threads.
 */
public final class SecondAnswers {

  /** Hears what the other teacher says. */
  public interface Listener {
    void answered(AcceptedEscalation escalation, List<Detection> detections, String modelSha256);
  }

  /** Of one turn more do not wait: the other teacher may be away. */
  private static final int MOST = 200;

  /** Names of deployments have none, so no deployment is called so. */
  private static final char BY = ' ';

  private record Second(String turn, AcceptedEscalation escalation, Listener listener) {}

  /** No agent can know it: frames of its own cannot be taken for these. */
  private final String prefix = "second-" + UUID.randomUUID() + "-";

  private final Map<String, Second> waiting = new HashMap<>();
  private long asked;

  SecondAnswers() {}

  /**
   * The policies of deployments, and of their audits that another teacher is asked about: the
   * deployment's weight at that teacher.
   */
  static TeachingPolicies policies(TeachingPolicies own) {
    return name -> {
      int by = name.indexOf(BY);
      return by < 0
          ? own.of(name)
          : new TeachingPolicy(
              name.substring(by + 1), Quotas.NONE, own.of(name.substring(0, by)).weight());
    };
  }

  /** In whose turn a teacher is asked about a deployment's audits. */
  static String turn(String deployment, String teacher) {
    return deployment + BY + teacher;
  }

  /**
   * An audit waits for another teacher.
   *
   * @param turn see {@link #turn}
   * @return the id under which it is asked; null when too many wait
   */
  @Nullable String add(String turn, AcceptedEscalation escalation, Listener listener) {
    if (of(turn).count() >= MOST) {
      return null;
    }
    String id = prefix + ++asked;
    waiting.put(id, new Second(turn, escalation, listener));
    return id;
  }

  /** The ids of a turn, none of which waits any more. */
  List<String> dropAll(String turn) {
    List<String> dropped = of(turn).toList();
    dropped.forEach(waiting::remove);
    return dropped;
  }

  private Stream<String> of(String turn) {
    return waiting.entrySet().stream()
        .filter(entry -> entry.getValue().turn.equals(turn))
        .map(Map.Entry::getKey);
  }

  boolean has(String id) {
    return waiting.containsKey(id);
  }

  Optional<AcceptedEscalation> find(String id) {
    return Optional.ofNullable(waiting.get(id)).map(Second::escalation);
  }

  /** It was answered. */
  void answer(String id, List<Detection> detections, String modelSha256) {
    Second second = waiting.remove(id);
    if (second != null) {
      second.listener.answered(second.escalation, detections, modelSha256);
    }
  }

  /** It cannot be answered; it does not count. */
  void drop(String id) {
    waiting.remove(id);
  }
}
