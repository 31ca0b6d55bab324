package io.vedette.cli.simulate;

import io.vedette.proto.v1.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the coordinator promised: every frame it accepted, and every verdict it gave. A second
 * verdict on a frame must be the first one. Safe for use by several threads.
 */
final class FrameLedger {

  /** Frames that were accepted and have no verdict yet, with the agent that sent each. */
  private final Map<String, String> waiting = new ConcurrentHashMap<>();

  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private final Map<String, String> agents = new ConcurrentHashMap<>();

  /** Frames that the teacher was asked about. */
  private final Set<String> taught = ConcurrentHashMap.newKeySet();

  private final AtomicLong changed = new AtomicLong();
  private final AtomicLong confirmed = new AtomicLong();

  void accepted(String id, String agentId) {
    agents.put(id, agentId);
    if (!verdicts.containsKey(id)) {
      waiting.put(id, agentId);
    }
  }

  void verdict(String id, Verdict verdict) {
    Verdict first = verdicts.putIfAbsent(id, verdict);
    waiting.remove(id);
    if (first != null) {
      (first.equals(verdict) ? confirmed : changed).incrementAndGet();
    }
  }

  void asked(String id) {
    taught.add(id);
  }

  /** Accepted frames that have no verdict and that no teacher was asked about. */
  List<String> unseen() {
    return waiting.keySet().stream().filter(id -> !taught.contains(id)).toList();
  }

  /** Every accepted frame and the agent that sent it. */
  Map<String, String> accepted() {
    return Map.copyOf(agents);
  }

  int waitingCount() {
    return waiting.size();
  }

  /** Frames with a second verdict that was another. */
  long changed() {
    return changed.get();
  }

  /** How often a verdict came again and was the same. */
  long confirmed() {
    return confirmed.get();
  }
}
