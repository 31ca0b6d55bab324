package io.vedette.edge;

import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.escalate.Decision;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.Verdict;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.escalate.framing.Framing;
import io.vedette.edge.escalate.framing.Framings;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.LogRecord.Choice;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.Signals;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
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
  private static final int VERDICTS_BETWEEN_STATES = 20;
  private static final UUID NOBODY = new UUID(0, 0);

  /**
   * Qualities that a frame is tried at before it is given up: docs/escalation.md has their cost.
   */
  private static final List<Integer> STEPS_DOWN = List.of(75, 50);

  private final EscalationPolicy policy;
  private final Framing framing;
  private final List<Integer> qualities;
  private final EscalationStateFiles memory;
  private final FieldAccuracy accuracy = new FieldAccuracy();
  private final AtomicLong learnt = new AtomicLong();
  private final Map<String, CameraEscalationState> cameras = new ConcurrentHashMap<>();
  private final Outbox outbox;
  private final Runnable outboxGrew;
  private final AtomicLong passedOver = new AtomicLong();
  private final BackgroundWorker writer = new BackgroundWorker("outbox-writer", MAX_WAITING);

  /** What signals were read from, by escalation; what a restart forgets is not learnt from. */
  private final Map<String, Asked> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Asked(FrameFeatures look, Region region) {}

  /**
   * @param part what is shown of the frame, copied: the frame's own pixels are another's soon
   */
  private record Question(UUID id, FrameResult answer, Asked asked, Picture part) {}

  /**
   * @param config JPEG quality and framing
   * @param memory owned from now on
   * @param outboxGrew told after each frame that was written
   */
  Escalator(
      EscalationPolicy policy,
      EscalationConfig config,
      EscalationStateFiles memory,
      Outbox outbox,
      Runnable outboxGrew) {
    this.policy = policy;
    this.framing = Framings.named(Objects.requireNonNull(config.framing()));
    int jpegQuality = config.jpegQuality();
    this.qualities =
        IntStream.concat(IntStream.of(jpegQuality), STEPS_DOWN.stream().mapToInt(q -> q))
            .filter(q -> q <= jpegQuality)
            .distinct()
            .boxed()
            .toList();
    this.memory = memory;
    memory.remind(policy);
    memory.remind(accuracy);
    this.outbox = outbox;
    this.outboxGrew = outboxGrew;
  }

  /**
   * Looks at an answer; returns at once. A damaged frame is not asked about: what a teacher makes
   * of it would be learnt.
   */
  void consider(FrameResult answer) {
    Frame frame = answer.frame();
    if (frame.damaged()) {
      return;
    }
    CameraEscalationState camera =
        cameras.computeIfAbsent(frame.cameraId(), id -> new CameraEscalationState());
    FrameFeatures look = camera.look(answer);
    Signals signals = Signals.of(look);
    // budgets live on time that never jumps; the log and verdicts know frames by the wall clock
    long capturedAt = frame.capturedAt().toEpochMilli();
    Decision decision = policy.decide(frame.cameraId(), answer.steadyMillis(), signals);
    UUID id = decision.escalate() ? UUID.randomUUID() : NOBODY;
    memory.add(
        new LogRecord.Decided(
            capturedAt,
            frame.cameraId(),
            signals,
            choice(decision),
            look.objects().size(),
            (float) policy.auditShare(),
            id.getMostSignificantBits()));
    if (!decision.escalate()) {
      return;
    }
    Region region = region(decision, camera.doubtful(answer, look), frame.picture());
    camera.asked(answer, region);
    Question question =
        new Question(id, answer, new Asked(look, region), region.of(frame.picture()));
    if (!writer.offer(() -> write(question, decision))) {
      passOver(decision);
    }
  }

  private static Choice choice(Decision decision) {
    if (!decision.escalate()) {
      return Choice.KEPT;
    }
    return decision.audit() ? Choice.AUDIT : Choice.ASKED;
  }

  /**
   * An audit is of the whole frame, whatever is doubtful in it: it tells how often the device is
   * wrong, and that is so where it doubts nothing, too.
   */
  private Region region(Decision decision, UncertainRegions doubtful, Picture picture) {
    return decision.audit()
        ? Region.whole(picture.width(), picture.height())
        : framing.frame(doubtful, picture.width(), picture.height());
  }

  private void passOver(Decision decision) {
    policy.settle(decision, 0);
    passedOver.incrementAndGet();
  }

  private void write(Question question, Decision decision) {
    try {
      byte[] jpeg = affordable(question, decision);
      if (jpeg.length == 0) {
        passOver(decision);
        return;
      }
      String id = question.id().toString();
      synchronized (asked) {
        asked.put(id, question.asked());
      }
      boolean taken = outbox.put(escalation(id, question, decision, jpeg));
      if (taken) {
        memory.add(new LogRecord.Sent(question.id().getMostSignificantBits(), jpeg.length));
        outboxGrew.run();
      }
    } catch (IOException | RuntimeException e) {
      // What was paid for it is not paid back: a budget may be kept too well, never too badly.
      passedOver.incrementAndGet();
      log.warn("a frame could not be kept for the cloud: {}", e.toString());
    }
  }

  /** The region at the best quality that the budget holds; empty where it holds none. */
  private byte[] affordable(Question question, Decision decision) {
    for (int quality : qualities) {
      byte[] jpeg = Pictures.encodeJpeg(question.part(), quality);
      if (jpeg.length <= Escalation.MAX_JPEG_BYTES && policy.settle(decision, jpeg.length)) {
        return jpeg;
      }
    }
    log.warn("camera {}: a frame is too large to ask about", question.answer().frame().cameraId());
    return new byte[0];
  }

  private static Escalation escalation(
      String id, Question question, Decision decision, byte[] jpeg) {
    FrameResult answer = question.answer();
    Region region = question.asked().region();
    Frame frame = answer.frame();
    return new Escalation(
        id,
        frame.cameraId(),
        frame.sequence(),
        frame.capturedAt().toEpochMilli(),
        jpeg,
        region.width(),
        region.height(),
        region.inside(answer.detections()),
        answer.student().digest(),
        decision.hardness(),
        decision.reason(),
        decision.audit(),
        region.isWhole() ? null : region);
  }

  /**
   * Learns from a verdict on a frame that this process asked about, once. When this returns, what
   * an audit said is on disk.
   *
   * <p>A verdict on a region teaches the policy what the scores inside it meant. The log does not
   * have it: a replay asks about whole frames, and would take what nobody looked at for right.
   */
  void learn(Escalation escalation, Verdict verdict) {
    Asked about;
    synchronized (asked) {
      about = asked.remove(escalation.id());
    }
    if (about == null) {
      return;
    }
    Region region = about.region();
    FrameFeatures look = about.look().within(region);
    VerdictOutcome outcome =
        VerdictOutcome.of(look, region.judged(region.outside(verdict.detections())));
    policy.learn(Signals.of(look), outcome);
    if (region.isWhole()) {
      long question = UUID.fromString(escalation.id()).getMostSignificantBits();
      memory.add(new LogRecord.Answered(question, outcome));
    }
    if (escalation.audit()) {
      accuracy.add(escalation.cameraId(), escalation.modelDigest(), outcome);
      memory.keep(accuracy);
    }
    if (learnt.incrementAndGet() % VERDICTS_BETWEEN_STATES == 0) {
      memory.keep(policy.state());
    }
  }

  /** Recall and precision of each camera and version against the teacher, from audits. */
  List<FieldAccuracy.Row> accuracy() {
    return accuracy.rows();
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
    writer.close();
    memory.keep(policy.state());
    memory.close();
  }
}
