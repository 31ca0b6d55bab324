package io.vedette.edge.link;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.edge.event.EventHandler;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CameraOrders;
import io.vedette.proto.v1.CancelCommand;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.Welcome;
import io.vedette.registry.RegistryException;
import io.vedette.wire.Backoff;
import io.vedette.wire.camera.CameraMapper;
import io.vedette.wire.camera.CameraReport;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's session: hello, heartbeats, reports and events up, commands down. */
final class SessionStream extends ReconnectingStream<AgentMessage, CoordinatorMessage> {

  private static final Logger log = LoggerFactory.getLogger(SessionStream.class);
  private static final Duration MIN_HEARTBEAT = Duration.ofMillis(100);
  private static final Duration MAX_HEARTBEAT = Duration.ofMinutes(1);

  private final CommandClient client;
  private final SessionHandlers handlers;
  private final PendingReports reports;
  private final WelcomeTimeout timeout;
  private final UndeliveredEvents undelivered = new UndeliveredEvents();
  private boolean welcomed;
  private volatile String state = "connecting";

  SessionStream(
      CommandClient client, SessionHandlers handlers, Backoff backoff, WelcomeTimeout timeout) {
    super("session", backoff);
    this.client = client;
    this.handlers = handlers;
    this.reports = client.reports();
    this.timeout = timeout;
  }

  @Override
  void start() {
    reports.onAdd(() -> run(this::sendNewReports));
    EventHandler events = handlers.events();
    if (events != null) {
      events.deliverTo(this::deliver);
    }
    handlers.cameras().onReport(report -> run(() -> sendNew(report)));
    super.start();
  }

  @Override
  ManagedChannel channel() {
    return client.channel();
  }

  @Override
  void call(ClientResponseObserver<AgentMessage, CoordinatorMessage> replies) {
    AgentServiceGrpc.newStub(client.channel()).session(replies);
  }

  @Override
  void opened() {
    welcomed = false;
    send(
        AgentMessage.newBuilder()
            .setHello(ProtoMapper.hello(client.identity(), handlers.status().get()))
            .build());
    Duration wait = timeout.current();
    later(
        wait,
        () -> {
          if (!welcomed) {
            timeout.onMissed();
            giveUp("no welcome within " + wait.toSeconds() + " s");
          }
        });
  }

  @Override
  void received(CoordinatorMessage message) {
    switch (message.getMessageCase()) {
      case WELCOME -> onWelcome(message.getWelcome());
      case INSTALL -> onInstall(message);
      case ROUND -> onRound(message);
      case SNAPSHOTS ->
          handlers
              .snapshots()
              .sendEvery(
                  Duration.ofMillis(message.getSnapshots().getIntervalMs()), this::sendSnapshot);
      case CANCEL -> onCancel(message.getCancel());
      case ASSIGNMENT -> onAssignment(message.getAssignment());
      case CAMERAS -> onCameras(message.getCameras());
      case HEARTBEAT_ACK -> {} // an agent's heartbeats ask for none
      case MESSAGE_NOT_SET -> log.info("a message of a newer coordinator is ignored");
    }
  }

  private void onWelcome(Welcome welcome) {
    welcomed = true;
    timeout.onWelcome();
    resetBackoff();
    state = "connected";
    log.info("connected, session {}", welcome.getSessionId());
    handlers.signingKey().accept(welcome.getSigningKey().toByteArray());
    reports.all().forEach(this::sendReport);
    handlers.cameras().reports().forEach(this::send);
    sendEvents();
    long wanted = Math.max(welcome.getHeartbeatMs(), MIN_HEARTBEAT.toMillis());
    heartbeat(Duration.ofMillis(Math.min(wanted, MAX_HEARTBEAT.toMillis())));
  }

  private void heartbeat(Duration interval) {
    sendHeartbeat();
    List<String> delivered = undelivered.takeDelivered(System.nanoTime());
    EventHandler events = handlers.events();
    if (events != null && !delivered.isEmpty()) {
      events.onDelivered(delivered);
    }
    later(interval, () -> heartbeat(interval));
  }

  private void sendHeartbeat() {
    send(
        AgentMessage.newBuilder()
            .setHeartbeat(ProtoMapper.heartbeat(handlers.status().get()))
            .build());
  }

  private void onAssignment(io.vedette.proto.v1.Assignment assignment) {
    try {
      handlers.commands().onAssignment(ProtoMapper.assignment(assignment));
    } catch (IllegalArgumentException e) {
      log.warn("an assignment is ignored: {}", e.getMessage());
    }
  }

  private void onCameras(CameraOrders orders) {
    try {
      handlers
          .cameras()
          .onOrders(orders.getCamerasList().stream().map(CameraMapper::fromProto).toList());
    } catch (IllegalArgumentException e) {
      log.warn("settings of cameras are ignored: {}", e.getMessage());
    }
  }

  /** Before the welcome nothing is sent: the reports of all cameras follow it. */
  private void sendNew(CameraReport report) {
    if (welcomed) {
      send(report);
    }
  }

  private void send(CameraReport report) {
    send(AgentMessage.newBuilder().setCamera(CameraMapper.toProto(report)).build());
  }

  private void onInstall(CoordinatorMessage message) {
    try {
      handlers
          .commands()
          .onInstall(
              ProtoMapper.deployment(message.getInstall().getDeployment()),
              ProtoMapper.install(message.getInstall()));
    } catch (RegistryException e) {
      fail(message.getInstall().getCommandId(), e);
    }
  }

  private void onRound(CoordinatorMessage message) {
    try {
      handlers
          .commands()
          .onRound(
              ProtoMapper.deployment(message.getRound().getDeployment()),
              ProtoMapper.round(message.getRound()));
    } catch (RegistryException | IllegalArgumentException e) {
      fail(message.getRound().getCommandId(), e);
    }
  }

  private void onCancel(CancelCommand cancel) {
    handlers.commands().onCancel(cancel.getCommandId(), cancel.getWhy());
  }

  private void fail(String commandId, Exception e) {
    reports.add(
        new CommandProgress(commandId, CommandPhase.FAILED, String.valueOf(e.getMessage())));
  }

  @Override
  void writable() {
    sendEvents();
  }

  @Override
  void lost(String why) {
    welcomed = false;
    undelivered.onStreamLost();
    state = "disconnected: " + why;
  }

  /** Before the welcome nothing is sent: all pending reports follow it. */
  private void sendNewReports() {
    for (CommandProgress report : reports.takeNew()) {
      if (welcomed) {
        sendReport(report);
        // The installed version may have changed with it; the next heartbeat would be late.
        if (report.phase().isLast()) {
          sendHeartbeat();
        }
      }
    }
  }

  private void sendReport(CommandProgress report) {
    send(AgentMessage.newBuilder().setStatus(ProtoMapper.status(report)).build());
  }

  /** Sends an event, in this session or the next, unless too many wait by then. */
  private void deliver(ObjectEvent event) {
    EventReport report = ProtoMapper.event(event);
    run(
        () -> {
          undelivered.add(report);
          sendEvents();
        });
  }

  private void sendEvents() {
    while (welcomed && isReady()) {
      EventReport next = undelivered.next(System.nanoTime());
      if (next == null) {
        return;
      }
      send(AgentMessage.newBuilder().setEvent(next).build());
    }
  }

  /** Sends a snapshot, unless the stream is busy: the next one will do as well. */
  private void sendSnapshot(Snapshot snapshot) {
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
