package io.vedette.cli.simulate;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.CameraState;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.CoordinatorMessage;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.HelloCamera;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.LearnerStage;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.Backoff;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The session of a simulated agent: hello, heartbeats, and the reports on its commands. */
final class SimulatedSession extends SimulatedStream<AgentMessage, CoordinatorMessage> {

  private static final List<CommandPhase> INSTALLING =
      List.of(
          CommandPhase.COMMAND_PHASE_ACCEPTED,
          CommandPhase.COMMAND_PHASE_DOWNLOADING,
          CommandPhase.COMMAND_PHASE_SELF_TEST,
          CommandPhase.COMMAND_PHASE_SWAPPED,
          CommandPhase.COMMAND_PHASE_CONFIRMED);

  /** Reports that are repeated in a new session. */
  private static final int MAX_REPORTS = 8;

  private final String agentId;
  private final SimulationShape shape;
  private final FleetMeter meter;
  private final SimulatedUpdates updates;
  private final Random random;
  private final long startNanos = System.nanoTime();
  private final Map<String, CommandStatus> reports = new LinkedHashMap<>();
  private final SimulatedStudents students;
  private boolean online;

  SimulatedSession(
      String agentId,
      ManagedChannel channel,
      SimulationShape shape,
      FleetMeter meter,
      SimulatedUpdates updates,
      @Nullable VersionRef installed,
      ScheduledExecutorService timer,
      Backoff backoff,
      Random random) {
    super(channel, timer, backoff);
    this.agentId = agentId;
    this.shape = shape;
    this.meter = meter;
    this.updates = updates;
    this.students = new SimulatedStudents(shape.cameras(), installed);
    this.random = random;
  }

  @Override
  void call(ClientResponseObserver<AgentMessage, CoordinatorMessage> replies) {
    AgentServiceGrpc.newStub(channel()).session(replies);
  }

  @Override
  void opened() {
    Hello.Builder hello =
        Hello.newBuilder()
            .setAgentId(agentId)
            .setDeviceClass("simulated")
            .setSoftwareVersion("simulated");
    for (String camera : students.cameras()) {
      hello.addCameras(HelloCamera.newBuilder().setCameraId(camera));
    }
    hello.addAllStudents(students.status());
    send(AgentMessage.newBuilder().setHello(hello).build());
  }

  @Override
  void received(CoordinatorMessage message) {
    switch (message.getMessageCase()) {
      case WELCOME -> {
        resetBackoff();
        reports.values().forEach(this::sendReport);
        Duration interval = Duration.ofMillis(Math.max(100, message.getWelcome().getHeartbeatMs()));
        beatEvery(interval, System.nanoTime());
      }
      case HEARTBEAT_ACK -> onAcknowledged(message.getHeartbeatAck().getSequence());
      case ASSIGNMENT -> students.assign(message.getAssignment());
      case INSTALL -> onInstall(message.getInstall());
      case ROUND -> onRound(message.getRound());
      default -> {
        // Snapshots and cancelled commands are not simulated.
      }
    }
  }

  private void beatEvery(Duration interval, long dueNanos) {
    long now = System.nanoTime();
    meter.heartbeat(Math.max(0, now - dueNanos));
    sendHeartbeat(now);
    later(interval, () -> beatEvery(interval, now + interval.toNanos()));
  }

  private void sendHeartbeat(long nowNanos) {
    Heartbeat.Builder beat =
        Heartbeat.newBuilder()
            .setSequence(nowNanos)
            .setUptimeMs((nowNanos - startNanos) / 1_000_000);
    beat.addAllStudents(students.status());
    for (String camera : students.cameras()) {
      beat.addCameras(
          CameraStatus.newBuilder()
              .setCameraId(camera)
              .setState(CameraState.CAMERA_STATE_STREAMING)
              .setFps(25)
              .setFrames((nowNanos - startNanos) / 40_000_000)
              .setLatencyP50Ms(8)
              .setLatencyP95Ms(12));
    }
    send(AgentMessage.newBuilder().setHeartbeat(beat).build());
  }

  /** A command without a deployment is for the default one's student. */
  private static String deployment(String named) {
    return named.isEmpty() ? SimulatedStudents.DEFAULT : named;
  }

  private void onAcknowledged(long sentNanos) {
    meter.acknowledged(System.nanoTime() - sentNanos);
    if (!online) {
      online = true;
      meter.online.incrementAndGet();
    }
  }

  private void onInstall(InstallVersion command) {
    CommandStatus last = reports.get(command.getCommandId());
    if (last != null) {
      sendReport(last);
      return;
    }
    if (!students.has(deployment(command.getDeployment()))) {
      report(command.getCommandId(), CommandPhase.COMMAND_PHASE_FAILED);
      return;
    }
    step(command, 0, random(shape.installTime()).dividedBy(INSTALLING.size()));
  }

  private void step(InstallVersion command, int at, Duration pause) {
    CommandPhase phase = INSTALLING.get(at);
    boolean done = phase == CommandPhase.COMMAND_PHASE_CONFIRMED;
    if (done) {
      students.installed(deployment(command.getDeployment()), command.getManifest().getVersion());
      meter.installed(command.getRolloutId());
    }
    report(command.getCommandId(), phase);
    if (done) {
      sendHeartbeat(System.nanoTime());
    } else {
      later(pause, () -> step(command, at + 1, pause));
    }
  }

  private void onRound(StartRound round) {
    CommandStatus last = reports.get(round.getCommandId());
    if (last != null) {
      sendReport(last);
      return;
    }
    String deployment = deployment(round.getDeployment());
    if (!students.has(deployment)) {
      report(round.getCommandId(), CommandPhase.COMMAND_PHASE_FAILED);
      return;
    }
    report(round.getCommandId(), CommandPhase.COMMAND_PHASE_TRAINING);
    students.learns(
        deployment,
        LearnerStatus.newBuilder()
            .setRoundId(round.getRoundId())
            .setStage(LearnerStage.LEARNER_STAGE_TRAINING)
            .setEpochs(1)
            .setSteps(1)
            .setStepsTotal(2)
            .build());
    later(random(shape.trainingTime()), () -> upload(round));
  }

  private void upload(StartRound round) {
    report(round.getCommandId(), CommandPhase.COMMAND_PHASE_UPLOADING);
    updates.upload(
        agentId,
        channel(),
        round,
        accepted -> {
          synchronized (this) {
            students.learns(deployment(round.getDeployment()), null);
            report(
                round.getCommandId(),
                accepted ? CommandPhase.COMMAND_PHASE_DONE : CommandPhase.COMMAND_PHASE_FAILED);
          }
        });
  }

  private void report(String commandId, CommandPhase phase) {
    CommandStatus report =
        CommandStatus.newBuilder().setCommandId(commandId).setPhase(phase).build();
    reports.put(commandId, report);
    if (reports.size() > MAX_REPORTS) {
      reports.remove(reports.keySet().iterator().next());
    }
    sendReport(report);
  }

  private void sendReport(CommandStatus report) {
    meter.report();
    send(AgentMessage.newBuilder().setStatus(report).build());
  }

  /** Between half and one and a half of a time. */
  private Duration random(Duration mean) {
    return Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble())));
  }

  @Override
  void lost() {
    meter.lostStream();
    if (online) {
      online = false;
      meter.online.decrementAndGet();
    }
  }
}
