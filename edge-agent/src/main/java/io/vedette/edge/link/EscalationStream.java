package io.vedette.edge.link;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.edge.escalate.budget.TokenBucket;
import io.vedette.edge.escalate.budget.UploadLimit;
import io.vedette.edge.link.Breaker.Event;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Settlement;
import io.vedette.edge.outbox.WaitingFrame;
import io.vedette.edge.status.BreakerStatus;
import io.vedette.proto.v1.Deferred;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.Rejected;
import io.vedette.wire.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox's frames, hardest first, as far as the coordinator's window, the budget and the
 * breaker allow, and receives verdicts. A frame without a verdict is sent again after 2 minutes. On
 * a new stream, frames that the coordinator had accepted are sent again after 10 seconds, others at
 * once. When the coordinator has no room for a frame, nothing of its camera is sent for the pause
 * that it asks for, and then this frame again; frames of other cameras may belong to a deployment
 * that has room.
 */
final class EscalationStream extends ReconnectingStream<EscalationRequest, EscalationReply> {

  private static final Logger log = LoggerFactory.getLogger(EscalationStream.class);
  private static final long RESEND_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long RESEND_ACCEPTED_NANOS = Duration.ofSeconds(10).toNanos();
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /** Frames that the coordinator may allow at most. */
  private static final int MAX_WINDOW = 10_000;

  /** Evicted frames that may be in flight before they are forgotten. */
  private static final int IN_FLIGHT_SLACK = 100;

  private final CommandClient client;
  private final EscalationUpload upload;
  private final Outbox outbox;
  private final RandomGenerator random;
  private final InFlightFrames inFlight = new InFlightFrames();
  private final PausedCameras paused = new PausedCameras();

  private UploadLimit limit;
  private TokenBucket budget;
  private int window;
  private long unanswered;
  private Breaker breaker = Breaker.CLOSED;
  private volatile BreakerStatus status = BreakerStatus.NONE;

  EscalationStream(
      CommandClient client, EscalationUpload upload, RandomGenerator random, Backoff backoff) {
    super("escalation", backoff);
    this.client = client;
    this.upload = upload;
    this.outbox = upload.outbox();
    this.limit = upload.limit().get();
    this.budget = limit.bucket();
    this.random = random;
  }

  @Override
  void start() {
    outbox.onPut(() -> run(this::sendMore));
    super.start();
  }

  @Override
  ManagedChannel channel() {
    return client.channel();
  }

  @Override
  void call(ClientResponseObserver<EscalationRequest, EscalationReply> replies) {
    EscalationServiceGrpc.newStub(client.channel()).escalate(replies);
  }

  @Override
  void opened() {
    window = 0;
    paused.clear();
    inFlight.onNewStream(System.nanoTime(), RESEND_NANOS, RESEND_ACCEPTED_NANOS);
    send(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId(client.identity().agentId()))
            .build());
    check();
  }

  private void check() {
    if (inFlight.size() > 2 * outbox.size() + IN_FLIGHT_SLACK) {
      inFlight.retain(outbox.ids());
    }
    int overdue =
        inFlight.newlyOverdue(System.nanoTime(), upload.breaker().answerWithin().toNanos());
    for (int i = 0; i < overdue; i++) {
      unanswered++;
      step(new Event.Unanswered(millis(), random.nextDouble()));
    }
    sendMore();
    later(CHECK_INTERVAL, this::check);
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  private void step(Event event) {
    Breaker before = breaker;
    breaker = breaker.step(event, upload.breaker());
    if (breaker.position() != before.position()) {
      log.info("escalation breaker: {}", position());
    }
    status = new BreakerStatus(position(), breaker.opened(), unanswered);
  }

  private String position() {
    return breaker.position().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** May be called on any thread. */
  BreakerStatus breaker() {
    return status;
  }

  @Override
  void writable() {
    sendMore();
  }

  private void sendMore() {
    long now = System.nanoTime();
    if (window > 0) {
      // Without a stream to try it on, the breaker stays as it is.
      step(new Event.Tick(millis()));
    }
    followLimit();
    budget.advance(now / 1_000_000);
    while (window > 0 && isReady() && inFlight.waiting() < breaker.maxInFlight()) {
      Optional<Escalation> next = outbox.next(frame -> mayBeSent(frame, now));
      if (next.isEmpty() || !budget.holds(bits(next.get()))) {
        return;
      }
      Escalation escalation = next.get();
      budget.take(bits(escalation));
      window--;
      inFlight.onSent(new WaitingFrame(escalation.id(), escalation.source().cameraId()), now);
      send(
          EscalationRequest.newBuilder()
              .setEscalation(ProtoMapper.escalation(escalation, client.identity().agentId()))
              .build());
    }
  }

  /** A limit that has changed gives no second burst. */
  private void followLimit() {
    UploadLimit wanted = upload.limit().get();
    if (!wanted.equals(limit)) {
      limit = wanted;
      budget = budget.resized(wanted.bitsPerSecond(), wanted.burstBits());
    }
  }

  private boolean mayBeSent(WaitingFrame frame, long now) {
    return inFlight.isDue(frame.id(), now, RESEND_NANOS) && !paused.isPaused(frame.cameraId(), now);
  }

  private static double bits(Escalation escalation) {
    return escalation.picture().jpeg().length * 8.0;
  }

  @Override
  void received(EscalationReply reply) {
    resetBackoff();
    switch (reply.getMessageCase()) {
      case WINDOW ->
          window = Math.min(MAX_WINDOW, window + Math.max(0, reply.getWindow().getFrames()));
      case ACCEPTED -> inFlight.onAccepted(reply.getAccepted().getEscalationId());
      case VERDICT -> {
        upload.verdicts().accept(ProtoMapper.verdict(reply.getVerdict()));
        onAnswered(reply.getVerdict().getEscalationId());
      }
      case REJECTED -> onRejected(reply.getRejected());
      case DEFERRED -> onDeferred(reply.getDeferred());
      case MESSAGE_NOT_SET -> log.info("a reply of a newer coordinator is ignored");
    }
    sendMore();
  }

  private void onAnswered(String id) {
    if (inFlight.onAnswered(id)) {
      step(new Event.Answered(millis()));
    }
  }

  /** Up to twice the pause, at random: others wait for the same room. */
  private void onDeferred(Deferred deferred) {
    String cameraId = inFlight.onDeferred(deferred.getEscalationId()).orElse(null);
    if (cameraId == null) {
      return;
    }
    Duration pause =
        Duration.ofMillis(Math.round(deferred.getRetryAfterMs() * (1 + random.nextDouble())));
    paused.pause(cameraId, System.nanoTime() + pause.toNanos());
    later(pause, this::sendMore);
  }

  private void onRejected(Rejected rejected) {
    log.warn("frame {} was rejected: {}", rejected.getEscalationId(), rejected.getWhy());
    onAnswered(rejected.getEscalationId());
    try {
      outbox.settle(rejected.getEscalationId(), Settlement.REJECTED);
    } catch (IOException e) {
      log.warn("outbox: {}", e.getMessage());
    }
  }

  @Override
  void lost(String why) {
    window = 0;
    step(new Event.Lost(millis()));
  }
}
