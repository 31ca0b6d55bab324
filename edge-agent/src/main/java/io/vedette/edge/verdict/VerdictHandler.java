package io.vedette.edge.verdict;

import io.vedette.edge.escalate.Escalator;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Settlement;
import io.vedette.edge.outbox.Verdict;
import io.vedette.edge.outbox.VerdictDifference;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.student.Students;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the teacher's verdicts: adds the frame to the replay store of its camera's student,
 * teaches the escalation policy, settles the outbox record and corrects what the camera shows, in
 * this order. A second verdict on the same frame changes nothing.
 */
public final class VerdictHandler {

  private static final Logger log = LoggerFactory.getLogger(VerdictHandler.class);

  private final Outbox outbox;
  private final Students students;
  private final Escalator escalator;
  private final Pipelines pipelines;
  private VerdictDifference differences = VerdictDifference.NONE;

  public VerdictHandler(
      Outbox outbox, Students students, Escalator escalator, Pipelines pipelines) {
    this.outbox = outbox;
    this.students = students;
    this.escalator = escalator;
    this.pipelines = pipelines;
  }

  /** Handles a verdict, perhaps not the first on its frame; done when this returns. */
  public void onVerdict(Verdict verdict) {
    Optional<Escalation> waiting = outbox.get(verdict.escalationId());
    if (waiting.isEmpty()) {
      return;
    }
    Escalation escalation = waiting.get();
    addToReplay(escalation, verdict);
    escalator.onVerdict(escalation, verdict);
    try {
      if (outbox.settle(escalation.id(), Settlement.VERDICT)) {
        if (escalation.cause().audit()) {
          escalator.onAudit(escalation, verdict);
        }
        fuse(escalation, verdict);
      }
    } catch (IOException e) {
      // The frame stays in the outbox: it will be sent, and answered, again.
      log.warn("outbox: verdict on {} cannot be stored: {}", escalation.id(), e.getMessage());
    }
  }

  /** On a full disk an example is lost, so that the outbox can still be emptied. */
  private void addToReplay(Escalation escalation, Verdict verdict) {
    Escalation.Source source = escalation.source();
    Optional<ReplayStore> replay = students.replayOf(source.cameraId(), source.capturedAtMillis());
    try {
      if (replay.isPresent()) {
        replay.get().add(escalation, verdict);
      }
    } catch (IOException e) {
      log.warn("replay: example {} cannot be stored: {}", escalation.id(), e.getMessage());
    }
  }

  private void fuse(Escalation escalation, Verdict verdict) {
    count(VerdictDifference.between(escalation.student().detections(), verdict.detections()));
    Region region = escalation.picture().region();
    pipelines
        .of(escalation.source().cameraId())
        .ifPresent(
            pipeline ->
                pipeline.onVerdict(
                    region.outside(verdict.detections()),
                    region,
                    escalation.source().capturedAtMillis()));
  }

  private synchronized void count(VerdictDifference difference) {
    differences = differences.plus(difference);
  }

  /** How all verdicts since the process started differed from the student. */
  public synchronized VerdictDifference differences() {
    return differences;
  }
}
