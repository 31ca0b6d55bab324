package io.vedette.cli.simulate;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Deferred;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.Verdict;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a simulated agent: sends no more than it was granted, and sends again what was not
 * accepted when the stream broke.
 */
final class SimulatedEscalations extends SimulatedStream<EscalationRequest, EscalationReply> {

  /** A frame that was accepted is sent again so long after a new stream, as agents do. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

  private static final String STUDENT = "a".repeat(64);

  private static final class Frame {
    final String id;
    final long sequence;
    long sentNanos;
    boolean accepted;

    Frame(String id, long sequence) {
      this.id = id;
      this.sequence = sequence;
    }
  }

  private final String agentId;
  private final JpegFrames frames;
  private final FleetMeter meter;
  private final @Nullable FrameLedger ledger;
  private final Random random;
  private final Map<String, Frame> inFlight = new LinkedHashMap<>();
  private final Deque<Frame> again = new ArrayDeque<>();
  private int window;
  private long sendNotBefore = System.nanoTime();
  private long sequence;

  /**
   * @param ledger remembers what was promised; null: nobody does
   */
  SimulatedEscalations(
      String agentId,
      ManagedChannel channel,
      JpegFrames frames,
      FleetMeter meter,
      @Nullable FrameLedger ledger,
      ScheduledExecutorService timer,
      Backoff backoff,
      Random random) {
    super(channel, timer, backoff);
    this.agentId = agentId;
    this.frames = frames;
    this.meter = meter;
    this.ledger = ledger;
    this.random = random;
  }

  @Override
  void call(ClientResponseObserver<EscalationRequest, EscalationReply> replies) {
    EscalationServiceGrpc.newStub(channel()).escalate(replies);
  }

  @Override
  void opened() {
    send(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId(agentId))
            .build());
    if (ledger == null) {
      long openedNanos = System.nanoTime();
      later(AGAIN_AFTER, () -> sendUnansweredAgain(openedNanos));
    }
  }

  private void sendUnansweredAgain(long openedNanos) {
    inFlight.values().stream().filter(f -> f.sentNanos - openedNanos < 0).forEach(again::add);
    again.forEach(frame -> inFlight.remove(frame.id));
  }

  /**
   * Sends one frame: one that is to be sent again, else a new one.
   *
   * @return false when the agent has no grant, or its stream is busy
   */
  synchronized boolean trySend(boolean onlyAgain) {
    boolean paused = System.nanoTime() - sendNotBefore < 0;
    if (paused || window <= 0 || !isReady() || (onlyAgain && again.isEmpty())) {
      return false;
    }
    window--;
    Frame frame = again.poll();
    if (frame == null) {
      frame = new Frame(new UUID(random.nextLong(), random.nextLong()).toString(), ++sequence);
    }
    frame.sentNanos = System.nanoTime();
    inFlight.put(frame.id, frame);
    meter.sent();
    send(EscalationRequest.newBuilder().setEscalation(message(frame)).build());
    return true;
  }

  /** An accepted frame is sent once more, to hear its verdict again. */
  synchronized void sendAgain(String id) {
    Frame frame = new Frame(id, 0);
    frame.accepted = true;
    again.add(frame);
  }

  /** Frames that wait to be sent again. */
  synchronized int waitingCount() {
    return again.size();
  }

  /** Frames that were sent and have no answer of any kind. */
  synchronized int unacknowledgedCount() {
    return (int) inFlight.values().stream().filter(frame -> !frame.accepted).count();
  }

  private Escalation message(Frame frame) {
    return Escalation.newBuilder()
        .setId(frame.id)
        .setAgentId(agentId)
        .setCameraId("camera-1")
        .setSequence(frame.sequence)
        .setCapturedAtMs(System.currentTimeMillis())
        .setJpeg(frames.of(frame.id))
        .setWidth(JpegFrames.WIDTH)
        .setHeight(JpegFrames.HEIGHT)
        .setModelSha256(STUDENT)
        .setHardness(0.7f)
        .setReason("uncertain")
        .addStudent(
            Detection.newBuilder()
                .setLabel("open")
                .setScore(0.5f)
                .setBox(Box.newBuilder().setX1(10).setY1(10).setX2(50).setY2(60)))
        .build();
  }

  @Override
  void received(EscalationReply reply) {
    switch (reply.getMessageCase()) {
      case WINDOW -> {
        resetBackoff();
        window += reply.getWindow().getFrames();
      }
      case ACCEPTED -> onAccepted(reply.getAccepted().getEscalationId());
      case VERDICT -> onVerdict(reply.getVerdict());
      case REJECTED -> onRejected(reply.getRejected().getEscalationId());
      case DEFERRED -> onDeferred(reply.getDeferred());
      case MESSAGE_NOT_SET -> throw new IllegalStateException("an unknown reply");
    }
  }

  private void onAccepted(String id) {
    Frame frame = inFlight.get(id);
    if (frame != null && !frame.accepted) {
      frame.accepted = true;
      meter.accepted(System.nanoTime() - frame.sentNanos);
    }
    if (ledger != null) {
      ledger.accepted(id, agentId);
    }
  }

  private void onVerdict(Verdict verdict) {
    Frame frame = inFlight.remove(verdict.getEscalationId());
    if (frame != null) {
      meter.verdict(System.nanoTime() - frame.sentNanos);
    }
    if (ledger != null) {
      ledger.verdict(verdict.getEscalationId(), verdict);
    }
  }

  private void onRejected(String id) {
    Frame frame = inFlight.remove(id);
    meter.rejected(frame != null && frame.accepted);
  }

  /** Nothing is sent for the pause, and then this frame first. */
  private void onDeferred(Deferred deferred) {
    Frame frame = inFlight.remove(deferred.getEscalationId());
    if (frame != null) {
      again.addFirst(frame);
    }
    double pauseMs = deferred.getRetryAfterMs() * (1 + random.nextDouble());
    sendNotBefore = System.nanoTime() + Math.round(pauseMs * 1e6);
  }

  /** What was not accepted is sent again first. */
  @Override
  void lost() {
    window = 0;
    inFlight.values().stream().filter(frame -> !frame.accepted).forEach(again::add);
    again.forEach(frame -> inFlight.remove(frame.id));
  }
}
