package io.vedette.edge;

import io.vedette.edge.Escalator.Asked;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.Fusion;
import io.vedette.edge.escalate.Verdict;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.link.Verdicts;
import io.vedette.edge.link.Vitals.Fused;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Settlement;
import io.vedette.edge.pipeline.Answer;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.track.Seen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a verdict in: corrects the tracks of its camera, keeps the frame for learning, and only
 * then lets it go from the outbox. A second verdict on the same frame changes nothing.
 */
final class VerdictDesk implements Verdicts {

  private static final Logger log = LoggerFactory.getLogger(VerdictDesk.class);
  private static final long NO_TRACK = -1;

  private final Outbox outbox;
  private final ReplayStore replay;
  private final Escalator escalator;
  private final Map<String, Pipeline> pipelines;
  private Fused fused = new Fused(0, 0, 0, 0);

  VerdictDesk(
      Outbox outbox, ReplayStore replay, Escalator escalator, Map<String, Pipeline> pipelines) {
    this.outbox = outbox;
    this.replay = replay;
    this.escalator = escalator;
    this.pipelines = Map.copyOf(pipelines);
  }

  @Override
  public void heard(Verdict verdict) {
    Optional<Escalation> waiting = outbox.get(verdict.escalationId());
    if (waiting.isEmpty()) {
      return;
    }
    keepForLearning(waiting.get(), verdict);
    try {
      if (outbox.settle(verdict.escalationId(), Settlement.VERDICT)) {
        escalator.learn(waiting.get(), verdict);
        fuse(waiting.get(), verdict);
      }
    } catch (IOException e) {
      // The frame stays in the outbox: it will be sent, and answered, again.
      log.warn("a verdict could not be kept: {}", e.getMessage());
    }
  }

  /** One example less to learn from is better than a full disk that nothing leaves. */
  private void keepForLearning(Escalation escalation, Verdict verdict) {
    try {
      replay.add(escalation, verdict);
    } catch (IOException e) {
      log.warn("a verdict could not be kept for learning: {}", e.getMessage());
    }
  }

  private void fuse(Escalation escalation, Verdict verdict) {
    Pipeline pipeline = pipelines.get(escalation.cameraId());
    Optional<Asked> asked = escalator.asked(escalation.id());
    List<Seen> seen =
        asked
            .map(Asked::seen)
            .orElseGet(
                () -> escalation.student().stream().map(d -> new Seen(d, NO_TRACK)).toList());
    List<String> labels =
        pipeline == null
            ? List.of()
            : pipeline.latest().map(Answer::student).map(s -> s.labels()).orElse(List.of());
    Fusion fusion = Fusion.of(seen, verdict.detections(), labels);
    count(fusion);
    if (pipeline != null && asked.isPresent()) {
      pipeline.apply(fusion.edits(), asked.get().capturedAtMillis());
    }
  }

  private synchronized void count(Fusion fusion) {
    fused =
        new Fused(
            fused.added() + fusion.added(),
            fused.relabelled() + fusion.relabelled(),
            fused.confirmed() + fusion.confirmed(),
            fused.removed() + fusion.removed());
  }

  synchronized Fused fused() {
    return fused;
  }
}
