package io.vedette.edge.link;

import io.grpc.Channel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.Welcome;
import io.vedette.registry.RegistryException;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent session: hello, heartbeats and reports up, orders down. */
final class SessionStream extends ReconnectingStream<AgentMessage, CoordinatorMessage> {

  private static final Logger log = LoggerFactory.getLogger(SessionStream.class);
  private static final Duration WELCOME_PATIENCE = Duration.ofSeconds(10);
  private static final Duration MIN_HEARTBEAT = Duration.ofMillis(100);
  private static final Duration MAX_HEARTBEAT = Duration.ofMinutes(1);

  private final Channel channel;
  private final AgentIdentity identity;
  private final Supplier<AgentStatus> vitals;
  private final CommandHandler orders;
  private final PendingReports reports = new PendingReports();
  private final UndeliveredEvents untold = new UndeliveredEvents();
  private final Consumer<List<String>> delivered;
  private boolean welcomed;
  private volatile String state = "connecting";

  SessionStream(
      Channel channel,
      AgentIdentity identity,
      Supplier<AgentStatus> vitals,
      CommandHandler orders,
      Consumer<List<String>> delivered,
      Backoff backoff) {
    super("session", backoff);
    this.delivered = delivered;
    this.channel = channel;
    this.identity = identity;
    this.vitals = vitals;
    this.orders = orders;
  }

  @Override
  void call(ClientResponseObserver<AgentMessage, CoordinatorMessage> replies) {
    AgentServiceGrpc.newStub(channel).session(replies);
  }

  @Override
  void opened() {
    welcomed = false;
    send(
        AgentMessage.newBuilder()
            .setHello(ProtoMapper.hello(identity, vitals.get().installed()))
            .build());
    later(
        WELCOME_PATIENCE,
        () -> {
          if (!welcomed) {
            giveUp("no welcome within " + WELCOME_PATIENCE.toSeconds() + " s");
          }
        });
  }

  @Override
  void received(CoordinatorMessage message) {
    switch (message.getMessageCase()) {
      case WELCOME -> welcome(message.getWelcome());
      case INSTALL -> install(message);
      case ROUND -> startRound(message);
      case SNAPSHOTS ->
          orders.wantSnapshots(Duration.ofMillis(message.getSnapshots().getIntervalMs()));
      case CANCEL ->
          orders.cancel(message.getCancel().getCommandId(), message.getCancel().getWhy());
      case MESSAGE_NOT_SET -> log.info("a message of a newer coordinator was passed over");
    }
  }

  private void welcome(Welcome welcome) {
    welcomed = true;
    isWell();
    state = "connected";
    log.info("connected, session {}", welcome.getSessionId());
    orders.welcome(welcome.getSigningKey().toByteArray());
    reports.all().forEach(this::sendReport);
    tellEvents();
    long wanted = Math.max(welcome.getHeartbeatMs(), MIN_HEARTBEAT.toMillis());
    heartbeat(Duration.ofMillis(Math.min(wanted, MAX_HEARTBEAT.toMillis())));
  }

  private void heartbeat(Duration interval) {
    send(AgentMessage.newBuilder().setHeartbeat(ProtoMapper.heartbeat(vitals.get())).build());
    List<String> known = untold.delivered(System.nanoTime());
    if (!known.isEmpty()) {
      delivered.accept(known);
    }
    later(interval, () -> heartbeat(interval));
  }

  private void install(CoordinatorMessage message) {
    String command = message.getInstall().getCommandId();
    try {
      orders.install(ProtoMapper.install(message.getInstall()));
    } catch (RegistryException e) {
      reportNow(new CommandProgress(command, CommandPhase.FAILED, String.valueOf(e.getMessage())));
    }
  }

  private void startRound(CoordinatorMessage message) {
    String command = message.getRound().getCommandId();
    try {
      orders.startRound(ProtoMapper.round(message.getRound()));
    } catch (IllegalArgumentException e) {
      reportNow(new CommandProgress(command, CommandPhase.FAILED, String.valueOf(e.getMessage())));
    }
  }

  @Override
  void writable() {
    tellEvents();
  }

  @Override
  void lost(String why) {
    welcomed = false;
    untold.lost();
    state = "disconnected: " + why;
  }

  /** Tells what became of a command, now and in every later session. */
  void report(CommandProgress report) {
    run(() -> reportNow(report));
  }

  private void reportNow(CommandProgress report) {
    reports.add(report);
    if (welcomed) {
      sendReport(report);
      // What is installed may have changed with it: the next heartbeat would be late.
      if (report.phase().isLast()) {
        send(AgentMessage.newBuilder().setHeartbeat(ProtoMapper.heartbeat(vitals.get())).build());
      }
    }
  }

  private void sendReport(CommandProgress report) {
    send(AgentMessage.newBuilder().setStatus(ProtoMapper.status(report)).build());
  }

  /** Tells of an event, in this session or a later one, unless too many wait by then. */
  void happened(EventReport event) {
    run(
        () -> {
          untold.add(event);
          tellEvents();
        });
  }

  private void tellEvents() {
    while (welcomed && isReady()) {
      EventReport next = untold.next(System.nanoTime());
      if (next == null) {
        return;
      }
      send(AgentMessage.newBuilder().setEvent(next).build());
    }
  }

  /** Shows a frame, unless the line is busy: the next one will do as well. */
  void show(Snapshot snapshot) {
    run(
        () -> {
          if (welcomed && isReady()) {
            send(AgentMessage.newBuilder().setSnapshot(snapshot).build());
          }
        });
  }

  /** "connected", or why not. */
  String state() {
    return state;
  }
}
