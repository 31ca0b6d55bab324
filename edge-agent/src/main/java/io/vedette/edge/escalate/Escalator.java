package io.vedette.edge.escalate;

import io.vedette.detector.Frame;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.disk.BackgroundWriter;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.escalate.budget.UploadLimit;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  private final String agentId;
  private final EscalationStateFiles files;
  private final Outbox outbox;
  private final FieldAccuracy accuracy = new FieldAccuracy();
  private final Map<String, CameraEscalationState> cameras = new ConcurrentHashMap<>();
  private final AtomicLong verdicts = new AtomicLong();
  private final AtomicLong notKept = new AtomicLong();
  private volatile EscalationScopes scopes;
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

  /**
   * An escalated frame.
   *
   * @param features what its signals were read from
   * @param region that was sent
   */
  private record Asked(EscalationScope scope, FrameFeatures features, Region region) {}

  /**
   * A frame on its way to the outbox.
   *
   * @param image of the region, kept until it is written: the frame's own goes back to the camera
   */
  private record Candidate(
      UUID id, FrameResult result, Decision decision, Asked asked, FrameImage image) {

    EscalationPolicy policy() {
      return asked.scope().policy();
    }
  }

  private Escalator(
      String agentId, EscalationScope own, EscalationStateFiles files, Outbox outbox) {
    this.agentId = agentId;
    this.scopes = EscalationScopes.alone(own);
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
    EscalationStateFiles files = EscalationStateFiles.open(folder);
    files.policy(EscalationScope.OWN).ifPresent(policy::restore);
    EscalationScope own = EscalationScope.of(EscalationScope.OWN, config, policy);
    Escalator escalator = new Escalator(agentId, own, files, outbox);
    files.restore(escalator.accuracy);
    return escalator;
  }

  /**
   * Deployments name settings, or cameras belong to others than before; the next frame is decided
   * on by what follows. Called by one thread at a time.
   *
   * @param deployments by camera, all of the agent's
   * @param named settings by deployment
   */
  public void apply(Map<String, String> deployments, Map<String, NamedEscalation> named) {
    EscalationScopes next = scopes.next(deployments, named, this::newPolicy);
    scopes = next;
    files.keep(next.named().keySet());
    next.inForce()
        .forEach((deployment, said) -> log.info("escalation of {}: {}", deployment, said.words()));
  }

  /** With what an earlier run has learnt, else with what the agent's own policy has. */
  private EscalationPolicy newPolicy(String deployment, EscalationConfig config) {
    EscalationPolicy policy = new EscalationPolicy(config, agentId + "/" + deployment);
    policy.restore(files.policy(deployment).orElseGet(() -> scopes.own().policy().state()));
    return policy;
  }

  /** What may be sent up now, for all cameras together. */
  public UploadLimit limit() {
    return scopes.limit();
  }

  /**
   * Decides on a frame; returns at once. A damaged frame is never escalated: the teacher's verdict
   * on it would be learnt. Nor is one in which masks cannot be placed.
   */
  public void onResult(FrameResult result) {
    Frame frame = result.frame();
    if (frame.damaged() || result.withheld()) {
      return;
    }
    CameraEscalationState camera =
        cameras.computeIfAbsent(frame.cameraId(), id -> new CameraEscalationState());
    FrameFeatures features = camera.features(result);
    Signals signals = Signals.of(features);
    EscalationScope scope = scopes.of(frame.cameraId());
    Decision decision = scope.policy().decide(frame.cameraId(), result.steadyMillis(), signals);
    UUID id = decision.escalate() ? UUID.randomUUID() : NOT_ESCALATED;
    // The policy uses the steady clock; log and verdicts know a frame by the wall clock.
    files.append(
        new LogRecord.Decided(
            frame.capturedAt().toEpochMilli(),
            frame.cameraId(),
            signals,
            choice(decision),
            features.detections().objects().size(),
            (float) scope.policy().auditShare(),
            id.getMostSignificantBits()));
    if (!decision.escalate()) {
      return;
    }
    Region region = region(scope, decision, camera.uncertain(result, features), frame.image());
    camera.onEscalated(result, region);
    Candidate candidate =
        new Candidate(
            id, result, decision, new Asked(scope, features, region), region.keep(frame.image()));
    if (!writer.offer(() -> write(candidate))) {
      candidate.image().release();
      giveUp(candidate);
    }
  }

  private static Choice choice(Decision decision) {
    if (!decision.escalate()) {
      return Choice.KEPT;
    }
    return decision.audit() ? Choice.AUDIT : Choice.ASKED;
  }

  /** An audit is of the whole frame: it measures errors where the device is certain, too. */
  private static Region region(
      EscalationScope scope, Decision decision, UncertainRegions uncertain, FrameImage image) {
    return decision.audit()
        ? Region.whole(image.width(), image.height())
        : scope.framing().frame(uncertain, image.width(), image.height());
  }

  private void giveUp(Candidate candidate) {
    candidate.policy().settle(candidate.decision(), 0);
    notKept.incrementAndGet();
  }

  private void write(Candidate candidate) {
    try {
      byte[] jpeg = encode(candidate);
      if (jpeg == null) {
        giveUp(candidate);
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
    } finally {
      candidate.image().release();
    }
  }

  /** JPEG at the best quality that the budget affords; null where it affords none. */
  private byte @Nullable [] encode(Candidate candidate) {
    Picture picture = candidate.image().picture();
    for (int quality : candidate.asked().scope().qualities()) {
      byte[] jpeg = Pictures.encodeJpeg(picture, quality);
      if (jpeg.length <= Escalation.MAX_JPEG_BYTES
          && candidate.policy().settle(candidate.decision(), jpeg.length)) {
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
    EscalationScope scope = about.scope();
    scope.policy().learn(Signals.of(features), outcome);
    if (region.isWhole()) {
      long question = UUID.fromString(escalation.id()).getMostSignificantBits();
      files.append(new LogRecord.Answered(question, outcome));
    }
    if (verdicts.incrementAndGet() % VERDICTS_BETWEEN_STATES == 0) {
      writePolicies();
    }
  }

  private void writePolicies() {
    scopes.all().forEach(scope -> files.write(scope.name(), scope.policy().state()));
  }

  /**
   * Counts what an audit said, once; when this returns, it is on disk. What was sent is compared
   * with the verdict, as the coordinator does it.
   */
  public void onAudit(Escalation escalation, Verdict verdict) {
    accuracy.add(
        escalation.source().cameraId(),
        escalation.student().modelDigest(),
        escalation.student().detections(),
        verdict.detections());
    files.write(accuracy);
  }

  public EscalatorStatus status() {
    EscalationScopes now = scopes;
    long frames = now.all().mapToLong(scope -> scope.policy().frames()).sum();
    long chosen = now.all().mapToLong(scope -> scope.policy().chosen()).sum();
    return new EscalatorStatus(
        now.limit().bitsPerSecond(),
        frames == 0 ? 0 : (double) chosen / frames,
        notKept.get(),
        accuracy.rows(),
        now.inForce());
  }

  @Override
  public void close() {
    writer.close();
    writePolicies();
    files.close();
  }
}
