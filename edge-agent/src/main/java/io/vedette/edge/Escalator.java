package io.vedette.edge;

import io.vedette.detector.Frame;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.escalate.Decision;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.Signals;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.pipeline.Answer;
import io.vedette.edge.track.Seen;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on the frame loop's thread which answers to escalate, and writes them to the outbox on
 * its own. When the disk cannot follow, frames are passed over and counted.
 */
final class Escalator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Escalator.class);
  private static final int MAX_WAITING = 4;
  private static final int MAX_REMEMBERED = 1_000;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final EscalationPolicy policy;
  private final int jpegQuality;
  private final Outbox outbox;
  private final Runnable outboxGrew;
  private final AtomicLong passedOver = new AtomicLong();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          work -> {
            Thread thread = new Thread(work, "outbox-writer");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Asked> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * What was in view when a frame was escalated; kept in memory only, because tracks do not outlive
   * a process either.
   */
  record Asked(List<Seen> seen, long capturedAtMillis) {}

  /**
   * @param outboxGrew told after each frame that was written
   */
  Escalator(EscalationPolicy policy, int jpegQuality, Outbox outbox, Runnable outboxGrew) {
    this.policy = policy;
    this.jpegQuality = jpegQuality;
    this.outbox = outbox;
    this.outboxGrew = outboxGrew;
  }

  /** Looks at an answer; returns at once. */
  void consider(Answer answer) {
    Signals signals =
        Signals.of(
            answer.detections(),
            answer.peaks(),
            answer.student().threshold(),
            answer.student().floor(),
            answer.tracked(),
            answer.unseenMotion());
    Frame frame = answer.frame();
    Decision decision = policy.decide(frame.cameraId(), answer.steadyMillis(), signals);
    if (!decision.escalate()) {
      return;
    }
    try {
      writer.execute(() -> write(answer, decision));
    } catch (RejectedExecutionException e) {
      policy.settle(decision, 0);
      passedOver.incrementAndGet();
    }
  }

  private void write(Answer answer, Decision decision) {
    try {
      Frame frame = answer.frame();
      byte[] jpeg = Pictures.encodeJpeg(frame.picture(), jpegQuality);
      if (jpeg.length > Escalation.MAX_JPEG_BYTES) {
        log.warn(
            "camera {}: a frame of {} bytes is too large to ask about",
            frame.cameraId(),
            jpeg.length);
        policy.settle(decision, 0);
        passedOver.incrementAndGet();
        return;
      }
      String id = UUID.randomUUID().toString();
      long capturedAt = frame.capturedAt().toEpochMilli();
      synchronized (asked) {
        asked.put(id, new Asked(answer.tracked().seen(), capturedAt));
      }
      Escalation escalation =
          new Escalation(
              id,
              frame.cameraId(),
              frame.sequence(),
              capturedAt,
              jpeg,
              frame.picture().width(),
              frame.picture().height(),
              answer.detections(),
              answer.student().digest(),
              decision.hardness(),
              decision.reason(),
              decision.audit());
      boolean taken = outbox.put(escalation);
      policy.settle(decision, taken ? jpeg.length : 0);
      if (taken) {
        outboxGrew.run();
      }
    } catch (IOException | RuntimeException e) {
      policy.settle(decision, 0);
      passedOver.incrementAndGet();
      log.warn("a frame could not be kept for the cloud: {}", e.toString());
    }
  }

  /** What was in view when the frame was escalated; empty after a restart. */
  Optional<Asked> asked(String escalationId) {
    synchronized (asked) {
      return Optional.ofNullable(asked.get(escalationId));
    }
  }

  /** Frames that were chosen and could not be kept. */
  long passedOver() {
    return passedOver.get();
  }

  double budgetBitsPerSecond() {
    return policy.budgetBitsPerSecond();
  }

  double share() {
    return policy.share();
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
