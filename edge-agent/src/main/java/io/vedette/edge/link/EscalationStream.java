package io.vedette.edge.link;

import io.grpc.Channel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.escalate.UploadBudget;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox upwards: sends what the coordinator granted and the budget allows, hardest
 * first, and again after a while, until the verdict is there. A frame that the coordinator has
 * accepted is not sent again at once when the stream breaks.
 */
final class EscalationStream extends LastingStream<EscalationRequest, EscalationReply> {

  private static final Logger log = LoggerFactory.getLogger(EscalationStream.class);
  private static final long SEND_AGAIN_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int SENT_SLACK = 100;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Channel channel;
  private final String agentId;
  private final Outbox outbox;
  private final UploadBudget budget;
  private final Verdicts verdicts;

  /** When each frame was sent last, by id; frames that left the outbox are swept out. */
  private final Map<String, Sent> sent = new HashMap<>();

  private int granted;

  private record Sent(long nanos, boolean accepted) {}

  EscalationStream(
      Channel channel,
      String agentId,
      Outbox outbox,
      UploadBudget budget,
      Verdicts verdicts,
      Backoff backoff) {
    super("escalation", backoff);
    this.channel = channel;
    this.agentId = agentId;
    this.outbox = outbox;
    this.budget = budget;
    this.verdicts = verdicts;
  }

  @Override
  void call(ClientResponseObserver<EscalationRequest, EscalationReply> replies) {
    EscalationServiceGrpc.newStub(channel).escalate(replies);
  }

  @Override
  void opened() {
    granted = 0;
    askAgain();
    send(
        EscalationRequest.newBuilder()
            .setHello(EscalationHello.newBuilder().setAgentId(agentId))
            .build());
    lookAgain();
  }

  /**
   * What the coordinator has not accepted is sent at once, the rest soon: verdicts that came while
   * there was no stream are told only to who asks.
   */
  private void askAgain() {
    long soon = System.nanoTime() - SEND_AGAIN_NANOS + ASK_AGAIN_NANOS;
    sent.values().removeIf(s -> !s.accepted);
    sent.replaceAll((id, s) -> new Sent(Math.min(s.nanos, soon), true));
  }

  private void lookAgain() {
    if (sent.size() > 2 * outbox.size() + SENT_SLACK) {
      sent.keySet().retainAll(outbox.ids());
    }
    sendMore();
    later(LOOK_AGAIN, this::lookAgain);
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
    budget.advance(now / 1_000_000);
    while (granted > 0 && isReady()) {
      Optional<Escalation> next = outbox.next(id -> isDue(id, now));
      if (next.isEmpty() || !budget.holds(next.get().jpeg().length)) {
        return;
      }
      Escalation escalation = next.get();
      budget.spend(escalation.jpeg().length);
      granted--;
      sent.put(escalation.id(), new Sent(now, false));
      send(
          EscalationRequest.newBuilder()
              .setEscalation(Translation.escalation(escalation, agentId))
              .build());
    }
  }

  private boolean isDue(String id, long now) {
    Sent before = sent.get(id);
    return before == null || now - before.nanos > SEND_AGAIN_NANOS;
  }

  @Override
  void received(EscalationReply reply) {
    isWell();
    switch (reply.getMessageCase()) {
      case WINDOW ->
          granted = Math.min(10_000, granted + Math.max(0, reply.getWindow().getFrames()));
      case ACCEPTED ->
          sent.computeIfPresent(
              reply.getAccepted().getEscalationId(), (id, s) -> new Sent(s.nanos, true));
      case VERDICT -> {
        verdicts.heard(Translation.verdict(reply.getVerdict()));
        sent.remove(reply.getVerdict().getEscalationId());
      }
      case REJECTED -> rejected(reply.getRejected());
      case MESSAGE_NOT_SET -> log.info("a reply of a newer coordinator was passed over");
    }
    sendMore();
  }

  private void rejected(Rejected rejected) {
    log.warn("frame {} was rejected: {}", rejected.getEscalationId(), rejected.getWhy());
    sent.remove(rejected.getEscalationId());
    try {
      outbox.settle(rejected.getEscalationId(), Settlement.REJECTED);
    } catch (IOException e) {
      log.warn("outbox: {}", e.getMessage());
    }
  }

  @Override
  void lost(String why) {
    granted = 0;
  }
}
