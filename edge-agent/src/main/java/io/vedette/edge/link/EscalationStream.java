package io.vedette.edge.link;

import io.grpc.Channel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.UploadBudget;
import io.vedette.edge.link.Breaker.Event;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Settlement;
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
 * Empties the outbox upwards: sends what the coordinator granted, the budget allows and the breaker
 * lets through, hardest first, and again after a while, until the verdict is there. A frame that
 * the coordinator has accepted is not sent again at once when the stream breaks.
 */
final class EscalationStream extends ReconnectingStream<EscalationRequest, EscalationReply> {

  private static final Logger log = LoggerFactory.getLogger(EscalationStream.class);
  private static final long SEND_AGAIN_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int SENT_SLACK = 100;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Channel channel;
  private final String agentId;
  private final Outbox outbox;
  private final UploadBudget budget;
  private final VerdictListener verdicts;
  private final BreakerConfig config;
  private final RandomGenerator random;
  private final InFlightFrames underway = new InFlightFrames();

  private int granted;
  private long unanswered;
  private Breaker breaker = Breaker.CLOSED;
  private volatile BreakerStatus status = BreakerStatus.NONE;

  EscalationStream(
      Channel channel,
      String agentId,
      Outbox outbox,
      UploadBudget budget,
      VerdictListener verdicts,
      BreakerConfig config,
      RandomGenerator random,
      Backoff backoff) {
    super("escalation", backoff);
    this.channel = channel;
    this.agentId = agentId;
    this.outbox = outbox;
    this.budget = budget;
    this.verdicts = verdicts;
    this.config = config;
    this.random = random;
  }

  @Override
  void call(ClientResponseObserver<EscalationRequest, EscalationReply> replies) {
    EscalationServiceGrpc.newStub(channel).escalate(replies);
  }

  @Override
  void opened() {
    granted = 0;
    underway.askAgain(System.nanoTime(), SEND_AGAIN_NANOS, ASK_AGAIN_NANOS);
    send(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId(agentId))
            .build());
    lookAgain();
  }

  private void lookAgain() {
    if (underway.size() > 2 * outbox.size() + SENT_SLACK) {
      underway.keepOnly(outbox.ids());
    }
    int overdue = underway.newlyOverdue(System.nanoTime(), config.answerWithin().toNanos());
    for (int i = 0; i < overdue; i++) {
      unanswered++;
      step(new Event.Unanswered(millis(), random.nextDouble()));
    }
    sendMore();
    later(LOOK_AGAIN, this::lookAgain);
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  private void step(Event event) {
    Breaker before = breaker;
    breaker = breaker.step(event, config);
    if (breaker.position() != before.position()) {
      log.info("the breaker before the cloud is {}", word());
    }
    status = new BreakerStatus(word(), breaker.opened(), unanswered);
  }

  private String word() {
    return breaker.position().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How the breaker stands, for anyone. */
  BreakerStatus breaker() {
    return status;
  }

  /** The outbox has more. */
  void wake() {
    run(this::sendMore);
  }

  @Override
  void writable() {
    sendMore();
  }

  private void sendMore() {
    long now = System.nanoTime();
    if (granted > 0) {
      // Without a stream to try it on, the breaker stays as it is.
      step(new Event.Tick(millis()));
    }
    budget.advance(now / 1_000_000);
    while (granted > 0 && isReady() && underway.waiting() < breaker.room()) {
      Optional<Escalation> next = outbox.next(id -> underway.isDue(id, now, SEND_AGAIN_NANOS));
      if (next.isEmpty() || !budget.holds(next.get().jpeg().length)) {
        return;
      }
      Escalation escalation = next.get();
      budget.spend(escalation.jpeg().length);
      granted--;
      underway.sent(escalation.id(), now);
      send(
          EscalationRequest.newBuilder()
              .setEscalation(ProtoMapper.escalation(escalation, agentId))
              .build());
    }
  }

  @Override
  void received(EscalationReply reply) {
    isWell();
    switch (reply.getMessageCase()) {
      case WINDOW ->
          granted = Math.min(10_000, granted + Math.max(0, reply.getWindow().getFrames()));
      case ACCEPTED -> underway.accepted(reply.getAccepted().getEscalationId());
      case VERDICT -> {
        verdicts.heard(ProtoMapper.verdict(reply.getVerdict()));
        answered(reply.getVerdict().getEscalationId());
      }
      case REJECTED -> rejected(reply.getRejected());
      case MESSAGE_NOT_SET -> log.info("a reply of a newer coordinator was passed over");
    }
    sendMore();
  }

  private void answered(String id) {
    if (underway.answered(id)) {
      step(new Event.Answered(millis()));
    }
  }

  private void rejected(Rejected rejected) {
    log.warn("frame {} was rejected: {}", rejected.getEscalationId(), rejected.getWhy());
    answered(rejected.getEscalationId());
    try {
      outbox.settle(rejected.getEscalationId(), Settlement.REJECTED);
    } catch (IOException e) {
      log.warn("outbox: {}", e.getMessage());
    }
  }

  @Override
  void lost(String why) {
    granted = 0;
    step(new Event.Lost(millis()));
  }
}
