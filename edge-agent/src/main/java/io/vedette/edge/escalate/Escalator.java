package io.vedette.edge.escalate;

import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.disk.BackgroundWriter;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.escalate.framing.Framing;
import io.vedette.edge.escalate.framing.Framings;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.LogRecord.Choice;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.Signals;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Verdict;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which frames to escalate, on the frame loop's thread, and writes them to the outbox on a
 * thread of its own. Frames that the disk cannot keep up with are counted, not kept.
 */
public final class Escalator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Escalator.class);

  /** Frames that may wait for the disk. */
  private static final int MAX_QUEUED = 4;

  /** Escalations that a verdict can still teach the policy about. */
  private static final int MAX_REMEMBERED = 1_000;

  private static final int VERDICTS_BETWEEN_STATES = 20;
  private static final UUID NOT_ESCALATED = new UUID(0, 0);

  /** JPEG qualities that are tried before a frame is given up; costs in docs/escalation.md. */
  private static final List<Integer> LOWER_QUALITIES = List.of(75, 50);

  private final EscalationPolicy policy;
  private final Framing framing;
  private final List<Integer> qualities;
  private final EscalationStateFiles files;
  private final Outbox outbox;
  private final FieldAccuracy accuracy = new FieldAccuracy();
  private final Map<String, CameraEscalationState> cameras = new ConcurrentHashMap<>();
  private final AtomicLong verdicts = new AtomicLong();
  private final AtomicLong notKept = new AtomicLong();
  private final BackgroundWriter writer = new BackgroundWriter("outbox-writer", MAX_QUEUED);

  /** By escalation id. Lost with a restart: verdicts that come later teach nothing. */
  private final Map<String, Asked> asked =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** What the signals of an escalated frame were read from, and the region that was sent. */
  private record Asked(FrameFeatures features, Region region) {}

  /**
   * A frame on its way to the outbox.
   *
   * @param picture of the region, copied: the frame's own pixels go back to the camera
   */
  private record Candidate(
      UUID id, FrameResult result, Decision decision, Asked asked, Picture picture) {}

  private Escalator(
      EscalationConfig config, EscalationPolicy policy, EscalationStateFiles files, Outbox outbox) {
    int jpegQuality = config.jpegQuality();
    this.policy = policy;
    this.framing = Framings.named(Objects.requireNonNull(config.framing()));
    this.qualities =
        IntStream.concat(IntStream.of(jpegQuality), LOWER_QUALITIES.stream().mapToInt(q -> q))
            .filter(q -> q <= jpegQuality)
            .distinct()
            .boxed()
            .toList();
    this.files = files;
    this.outbox = outbox;
  }

  /**
   * Opens an escalator, with the state of an earlier run where there is one.
   *
   * @param agentId mixed into the seed of audits
   * @param folder of its state files
   */
  public static Escalator open(EscalationConfig config, String agentId, Path folder, Outbox outbox)
      throws IOException {
    EscalationPolicy policy = new EscalationPolicy(config, agentId);
    Escalator escalator = new Escalator(config, policy, EscalationStateFiles.open(folder), outbox);
    escalator.files.restore(policy);
    escalator.files.restore(escalator.accuracy);
    return escalator;
  }

  /**
   * Decides on a frame; returns at once. A damaged frame is never escalated: the teacher's verdict
   * on it would be learnt.
   */
  public void onResult(FrameResult result) {
    Frame frame = result.frame();
    if (frame.damaged()) {
      return;
    }
    CameraEscalationState camera =
        cameras.computeIfAbsent(frame.cameraId(), id -> new CameraEscalationState());
    FrameFeatures features = camera.features(result);
    Signals signals = Signals.of(features);
    Decision decision = policy.decide(frame.cameraId(), result.steadyMillis(), signals);
    UUID id = decision.escalate() ? UUID.randomUUID() : NOT_ESCALATED;
    // The policy uses the steady clock; log and verdicts know a frame by the wall clock.
    files.append(
        new LogRecord.Decided(
            frame.capturedAt().toEpochMilli(),
            frame.cameraId(),
            signals,
            choice(decision),
            features.detections().objects().size(),
            (float) policy.auditShare(),
            id.getMostSignificantBits()));
    if (!decision.escalate()) {
      return;
    }
    Region region = region(decision, camera.uncertain(result, features), frame.picture());
    camera.onEscalated(result, region);
    Candidate candidate =
        new Candidate(
            id, result, decision, new Asked(features, region), region.of(frame.picture()));
    if (!writer.offer(() -> write(candidate))) {
      giveUp(decision);
    }
  }

  private static Choice choice(Decision decision) {
    if (!decision.escalate()) {
      return Choice.KEPT;
    }
    return decision.audit() ? Choice.AUDIT : Choice.ASKED;
  }

  /** An audit is of the whole frame: it measures errors where the device is certain, too. */
  private Region region(Decision decision, UncertainRegions uncertain, Picture picture) {
    return decision.audit()
        ? Region.whole(picture.width(), picture.height())
        : framing.frame(uncertain, picture.width(), picture.height());
  }

  private void giveUp(Decision decision) {
    policy.settle(decision, 0);
    notKept.incrementAndGet();
  }

  private void write(Candidate candidate) {
    try {
      byte[] jpeg = encode(candidate);
      if (jpeg == null) {
        giveUp(candidate.decision());
        return;
      }
      String id = candidate.id().toString();
      synchronized (asked) {
        asked.put(id, candidate.asked());
      }
      if (outbox.put(escalation(candidate, jpeg))) {
        files.append(new LogRecord.Sent(candidate.id().getMostSignificantBits(), jpeg.length));
      }
    } catch (IOException | RuntimeException e) {
      // The budget is not paid back: it may be kept too well, never exceeded.
      notKept.incrementAndGet();
      log.warn("escalation could not be written: {}", e.toString());
    }
  }

  /** JPEG at the best quality that the budget affords; null where it affords none. */
  private byte @Nullable [] encode(Candidate candidate) {
    for (int quality : qualities) {
      byte[] jpeg = Pictures.encodeJpeg(candidate.picture(), quality);
      if (jpeg.length <= Escalation.MAX_JPEG_BYTES
          && policy.settle(candidate.decision(), jpeg.length)) {
        return jpeg;
      }
    }
    log.warn(
        "camera {}: a frame is too large to be escalated", candidate.result().frame().cameraId());
    return null;
  }

  private static Escalation escalation(Candidate candidate, byte[] jpeg) {
    FrameResult result = candidate.result();
    Decision decision = candidate.decision();
    Region region = candidate.asked().region();
    Frame frame = result.frame();
    return new Escalation(
        candidate.id().toString(),
        new Escalation.Source(
            frame.cameraId(), frame.sequence(), frame.capturedAt().toEpochMilli()),
        new Escalation.SentPicture(
            jpeg, region.width(), region.height(), region.isWhole() ? null : region),
        new Escalation.StudentAnswer(
            region.inside(result.detections().shown()), result.student().digest()),
        new Escalation.Cause(decision.hardness(), decision.reason(), decision.audit()));
  }

  /**
   * Learns from a verdict on a frame that this process escalated; a second one changes nothing.
   * When this returns, what an audit said is on disk.
   *
   * <p>A verdict on a region teaches the policy about scores inside it. It is not logged: a replay
   * escalates whole frames, and would take everything outside the region for right.
   */
  public void onVerdict(Escalation escalation, Verdict verdict) {
    Asked about;
    synchronized (asked) {
      about = asked.remove(escalation.id());
    }
    if (about == null) {
      return;
    }
    Region region = about.region();
    FrameFeatures features = about.features().within(region);
    VerdictOutcome outcome =
        VerdictOutcome.of(features, region.judged(region.outside(verdict.detections())));
    policy.learn(Signals.of(features), outcome);
    if (region.isWhole()) {
      long question = UUID.fromString(escalation.id()).getMostSignificantBits();
      files.append(new LogRecord.Answered(question, outcome));
    }
    if (escalation.cause().audit()) {
      accuracy.add(escalation.source().cameraId(), escalation.student().modelDigest(), outcome);
      files.write(accuracy);
    }
    if (verdicts.incrementAndGet() % VERDICTS_BETWEEN_STATES == 0) {
      files.write(policy.state());
    }
  }

  public EscalatorStatus status() {
    return new EscalatorStatus(
        policy.budgetBitsPerSecond(), policy.share(), notKept.get(), accuracy.rows());
  }

  @Override
  public void close() {
    writer.close();
    files.write(policy.state());
    files.close();
  }
}
