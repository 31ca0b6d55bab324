package io.vedette.edge;

import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.Verdict;
import io.vedette.edge.escalate.VerdictDifference;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.link.VerdictListener;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Settlement;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a verdict in: tells its camera, keeps the frame for learning, and only then lets it go from
 * the outbox. A second verdict on the same frame changes nothing.
 */
final class VerdictHandler implements VerdictListener {

  private static final Logger log = LoggerFactory.getLogger(VerdictHandler.class);

  private final Outbox outbox;
  private final ReplayStore replay;
  private final Escalator escalator;
  private final Map<String, Pipeline> pipelines;
  private VerdictDifference differences = VerdictDifference.NONE;

  VerdictHandler(
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
    escalator.learn(waiting.get(), verdict);
    try {
      if (outbox.settle(verdict.escalationId(), Settlement.VERDICT)) {
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
    count(VerdictDifference.between(escalation.student(), verdict.detections()));
    Pipeline pipeline = pipelines.get(escalation.cameraId());
    if (pipeline != null) {
      Region region = escalation.view();
      pipeline.told(region.outside(verdict.detections()), region, escalation.capturedAtMillis());
    }
  }

  private synchronized void count(VerdictDifference difference) {
    differences = differences.plus(difference);
  }

  /** What all verdicts of this process changed. */
  synchronized VerdictDifference differences() {
    return differences;
  }
}
