package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListRoundParticipantsRequest;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.proto.v1.Verdict;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole coordinator with its store, and real connections to it. */
class CoordinatorTest {

  @TempDir static Path shared;
  @TempDir Path directory;

  private static Path student;
  private Coordinator coordinator;

  @BeforeAll
  static void buildStudent() throws IOException {
    student = shared.resolve("student.onnx");
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(student);
  }

  @BeforeEach
  void start() throws IOException {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                directory.resolve("data"),
                null,
                student,
                new FleetConfig(Duration.ofMillis(500), 60, 0),
                new EscalationIntakeConfig(0, 0, 0.5, 0.5, null),
                null,
                new RoundConfig(
                    true, 0, 2, null, null, Duration.ofSeconds(12), 0, 0, 0, 1, 0, 0, 0),
                new DistillationConfig(
                    1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, null, 0, Duration.ofSeconds(1), 0),
                null,
                RolloutConfig.unjudged(),
                null,
                null,
                null,
                null));
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  private void restart() throws IOException {
    coordinator.close();
    start();
  }

  @Test
  void aVerdictComesExactlyOnceOverARestart() throws Exception {
    String id = Scratch.frameId(0);
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0)) {
      agent.escalate(id, Scratch.jpeg(1));
      agent.reply(r -> r.hasAccepted() && r.getAccepted().getEscalationId().equals(id));
      agent.escalate("not-a-picture", new byte[] {1, 2, 3, 4});
      assertThat(agent.reply(r -> r.hasRejected()).getRejected().getWhy())
          .isEqualTo("the picture is no JPEG");
    }
    restart();
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0);
        TestTeacher teacher = new TestTeacher("teacher", coordinator.port())) {
      agent.escalate(id, Scratch.jpeg(1));
      Verdict verdict = agent.reply(r -> r.hasVerdict()).getVerdict();
      assertThat(verdict.getEscalationId()).isEqualTo(id);
      assertThat(verdict.getDetections(0).getLabel()).isEqualTo("open");

      agent.escalate(id, Scratch.jpeg(1));
      assertThat(agent.reply(r -> r.hasVerdict()).getVerdict()).isEqualTo(verdict);
      assertThat(teacher.answered()).containsExactly(id);
    }
  }

  @Test
  void aHeartbeatIsAcknowledgedWhereItAsksForIt() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0)) {
      agent.beatAndAsk(7);
      agent.beat(0, 0);
      agent.beatAndAsk(9);
      assertThat(agent.acknowledged()).isEqualTo(7);
      assertThat(agent.acknowledged()).isEqualTo(9);
    }
  }

  @Test
  void theLoopGoesRoundOverARestartAndAFailingCanaryTakesTheFleetBack() throws Exception {
    ParticipantState late;
    StartRound task;
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(100);
        TestAgent three = new TestAgent("agent-3", coordinator.port()).hello(100);
        TestTeacher teacher = new TestTeacher("teacher", coordinator.port());
        People people = new People(coordinator.port())) {
      one.confirm(1);
      two.confirm(1);
      three.confirm(1);
      for (int i = 0; i < 12; i++) {
        one.escalate(Scratch.frameId(i), Scratch.jpeg(i));
      }
      Summary taught = people.see(s -> s.getEscalations().getAnswered() == 12);
      assertThat(taught.getEscalations().getHeldOut()).isEqualTo(6);
      String trained = one.reply(r -> r.hasVerdict()).getVerdict().getEscalationId();

      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      task = three.round();
      assertThat(one.update(one.round(), directory, List.of(trained)).getAccepted()).isTrue();
      assertThat(two.update(two.round(), directory, List.of()).getAccepted()).isTrue();

      Summary aggregated = people.see(s -> aggregated(s, "r-1"));
      late = participant(people, aggregated.getRound().getId(), "agent-3").getState();
      // it counts in the next round
      assertThat(three.update(task, directory, List.of()).getAccepted()).isTrue();

      try (TestDistiller vanishing = new TestDistiller("distiller-a", coordinator.port())) {
        vanishing.job();
      }
    }
    assertThat(late).isEqualTo(ParticipantState.PARTICIPANT_STATE_LATE);
    restart();
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(100);
        TestAgent three = new TestAgent("agent-3", coordinator.port()).hello(100);
        TestDistiller distiller = new TestDistiller("distiller-b", coordinator.port());
        People people = new People(coordinator.port())) {
      one.confirm(1);
      two.confirm(1);
      three.confirm(1);
      DistillJob job = distiller.job();
      assertThat(people.see(s -> true).getDistillation().getAttempts()).isEqualTo(2);
      distiller.finish(job, directory, 0.6);

      InstallVersion canary = one.confirm(2);
      assertThat(canary.getRolloutId()).isEqualTo("o-1");
      two.confirm(2);
      three.confirm(2);
      people.see(s -> s.getRollout().getState() == RolloutState.ROLLOUT_STATE_DONE);
      people.see(s -> isStable(s, 2));
      assertThat(stable(people).getVersion().getNumber()).isEqualTo(2);
      assertThat(stable(people).getBaseline().getAp50()).isEqualTo(0.4); // as the distiller said
      assertThat(lineage(people)).contains("round/r-1", "distillation/d-r-1", "rollout/o-1");

      people.ask().startRollout(StartRolloutRequest.newBuilder().setReference("student:1").build());
      InstallVersion bad = one.install(i -> i.getRolloutId().equals("o-2"));
      one.report(bad.getCommandId(), CommandPhase.COMMAND_PHASE_FAILED, "self-test: no boxes");
      Rollout rollout =
          people
              .see(s -> s.getRollout().getState() == RolloutState.ROLLOUT_STATE_ROLLED_BACK)
              .getRollout();
      assertThat(rollout.getWhy()).isEqualTo("agent-1 failed: self-test: no boxes");
      people.see(s -> isStable(s, 2));
    }
  }

  /** The alias is moved soon after a rollout has ended. */
  private static boolean isStable(Summary summary, int number) {
    return summary.getStable().getVersion().getNumber() == number;
  }

  @Test
  void roundsGoOnWhileADistillationRunsAndTheNewestStudentWaits() throws Exception {
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(100);
        TestTeacher teacher = new TestTeacher("teacher", coordinator.port());
        TestDistiller distiller = new TestDistiller("distiller", coordinator.port());
        People people = new People(coordinator.port())) {
      one.confirm(1);
      two.confirm(1);
      for (int i = 0; i < 12; i++) {
        one.escalate(Scratch.frameId(i), Scratch.jpeg(i));
      }
      people.see(s -> s.getEscalations().getAnswered() == 12);
      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      one.update(one.round(), directory, List.of());
      two.update(two.round(), directory, List.of());
      DistillJob first = distiller.job();
      assertThat(first.getAttempt()).isEqualTo(1);

      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      one.update(one.round(), directory, List.of());
      two.update(two.round(), directory, List.of());
      people.see(s -> aggregated(s, "r-2"));
      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      one.update(one.round(), directory, List.of());
      two.report(two.round().getCommandId(), CommandPhase.COMMAND_PHASE_DECLINED, "busy");
      // one update and the one of agent-2 that waits since r-2
      Summary waiting = people.see(s -> aggregated(s, "r-3"));
      assertThat(waiting.getDistillationsTotal()).isEqualTo(1);

      distiller.finish(first, directory, 0.6);
      one.confirm(2);
      two.confirm(2);
      DistillJob next = distiller.job();
      assertThat(next.getJobId()).isEqualTo("d-r-3");
      assertThat(next.getBaseline().getSha256())
          .isEqualTo(stable(people).getTraining().getSha256());
      assertThat(people.see(s -> true).getDistillationsTotal()).isEqualTo(2);
    }
  }

  private static boolean aggregated(Summary state, String round) {
    return state.getRound().getId().equals(round)
        && state.getRound().getState() == RoundState.ROUND_STATE_AGGREGATED;
  }

  private static Participant participant(People people, String round, String agent) {
    return people
        .ask()
        .listRoundParticipants(
            ListRoundParticipantsRequest.newBuilder().setRoundId(round).setText(agent).build())
        .getParticipants(0);
  }

  private static Manifest stable(People people) {
    return people
        .ask()
        .getVersion(GetVersionRequest.newBuilder().setReference("student@stable").build())
        .getManifest();
  }

  private static List<String> lineage(People people) {
    LineageGraph graph =
        people.ask().getLineage(GetLineageRequest.newBuilder().setReference("student:2").build());
    assertThat(graph.getNodesList()).anyMatch(n -> n.getKind().equals("frame"));
    assertThat(graph.getNodesList()).anyMatch(n -> n.getId().equals("device/agent-2"));
    return graph.getNodesList().stream().map(n -> n.getId()).toList();
  }

  @Test
  void devicesAreListedAndForgottenAndBothAreRemembered() throws Exception {
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(3);
        People people = new People(coordinator.port())) {
      one.confirm(1);
      people.see(s -> s.getDevices().getOnline() == 2 && s.getStable().getDevices() == 1);
      ListDevicesRequest running = ListDevicesRequest.newBuilder().setVersion("student:1").build();
      assertThat(people.ask().listDevices(running).getDevicesList())
          .extracting(d -> d.getAgentId())
          .containsExactly("agent-1");

      ForgetDeviceRequest.Builder forget = ForgetDeviceRequest.newBuilder().setAgentId("agent-2");
      assertThatThrownBy(() -> people.ask().forgetDevice(forget.build()))
          .hasMessageContaining("agent-2 is connected");
      assertThat(people.ask().forgetDevice(forget.setForce(true).build()).getKept())
          .contains("frames");
      people.see(s -> s.getDevices().getOnline() == 1);
    }
    restart();
    try (People people = new People(coordinator.port())) {
      assertThat(people.ask().listDevices(ListDevicesRequest.getDefaultInstance()).getDevicesList())
          .extracting(d -> d.getAgentId())
          .containsExactly("agent-1");
      ListEventsRequest about = ListEventsRequest.newBuilder().setObject("agent-2").build();
      assertThat(people.ask().listEvents(about).getEvents(0).getText())
          .isEqualTo("agent-2 was forgotten");
      assertThat(people.ask().listEvents(about).getEvents(0).getSubject().getWho())
          .isEqualTo("person");
    }
  }

  @Test
  void anAliasMovesNoDeviceAndARolloutDoes() throws Exception {
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      one.confirm(1);
      people.see(s -> s.getDesired().getDevices() == 1 && s.getDevices().getOtherVersion() == 0);
      assertThat(copy(people, "student").getNumber()).isEqualTo(2);

      people.ask().setAlias(alias("stable", "student", 2));

      people.see(s -> isStable(s, 2) && s.getDesired().getVersion().getNumber() == 1);
      assertThat(device(people).getDesired().getNumber()).isEqualTo(1);
      assertThat(device(people).getDesiredWhy()).isEqualTo("imported");
    }
    restart();
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      one.confirm(1);
      assertThat(people.see(s -> isStable(s, 2)).getDesired().getVersion().getNumber())
          .isEqualTo(1);

      people.ask().startRollout(StartRolloutRequest.newBuilder().setReference("student:2").build());
      one.confirm(2);

      people.see(s -> s.getDesired().getVersion().getNumber() == 2);
      assertThat(device(people).getDesiredWhy()).isEqualTo("rollout o-1");
    }
    restart();
    try (People people = new People(coordinator.port())) {
      assertThat(people.see(s -> true).getDesired().getVersion().getNumber()).isEqualTo(2);
    }
  }

  @Test
  void aModelThatNoDeviceRunsIsNeitherRolledOutNorGivenAliases() throws Exception {
    String told = "FAILED_PRECONDITION: no deployment runs the model other; they run student";
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      one.confirm(1);
      assertThat(copy(people, "other").getNumber()).isEqualTo(1);

      StartRolloutRequest other = StartRolloutRequest.newBuilder().setReference("other:1").build();
      assertThatThrownBy(() -> people.ask().startRollout(other)).hasMessage(told);
      assertThatThrownBy(() -> people.ask().setAlias(alias("stable", "other", 1))).hasMessage(told);
      assertThatThrownBy(() -> copy(people, "other", "stable")).hasMessage(told);
      Summary after = people.see(s -> s.getVersionsTotal() == 2);
      assertThat(after.getRolloutsTotal()).isZero();
    }
  }

  private static io.vedette.proto.v1.Device device(People people) {
    return people.ask().getDevice(GetDeviceRequest.newBuilder().setAgentId("agent-1").build());
  }

  private static SetAliasRequest alias(String alias, String name, int number) {
    return SetAliasRequest.newBuilder()
        .setAlias(alias)
        .setVersion(VersionRef.newBuilder().setName(name).setNumber(number))
        .build();
  }

  /** Registers the first version once more. */
  private static VersionRef copy(People people, String name, String... aliases) {
    Manifest.Builder copy =
        people
            .ask()
            .getVersion(GetVersionRequest.newBuilder().setReference("student:1").build())
            .getManifest()
            .toBuilder();
    copy.setVersion(VersionRef.newBuilder().setName(name)).setCreatedAtMs(0).clearSignature();
    return people
        .ask()
        .registerVersion(
            RegisterVersionRequest.newBuilder()
                .setManifest(copy)
                .addAllAliases(List.of(aliases))
                .build())
        .getManifest()
        .getVersion();
  }

  @Test
  void operatorsTagsSelectDevicesAndOutliveARestart() throws Exception {
    TagDeviceRequest tag =
        TagDeviceRequest.newBuilder()
            .setAgentId("agent-1")
            .addSet(Tag.newBuilder().setKey("site").setValue("hamburg"))
            .build();
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(0);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      people.see(s -> s.getDevices().getOnline() == 2);
      assertThat(people.ask().tagDevice(tag).getOperatorTagsList()).containsExactly(tag.getSet(0));
      assertThatThrownBy(() -> people.ask().tagDevice(tag.toBuilder().addRemove("site").build()))
          .hasMessage("INVALID_ARGUMENT: tag site is set and removed");
      assertThatThrownBy(
              () -> people.ask().tagDevice(tag.toBuilder().clearSet().addRemove("kind").build()))
          .hasMessage("FAILED_PRECONDITION: no tag kind is set");
      assertThatThrownBy(() -> people.ask().tagDevice(tag.toBuilder().setAgentId("x").build()))
          .hasMessage("NOT_FOUND: x: no such device");
    }
    restart();
    try (People people = new People(coordinator.port())) {
      ListDevicesRequest hamburg =
          ListDevicesRequest.newBuilder().setSelector("site=hamburg").build();
      assertThat(people.ask().listDevices(hamburg).getDevicesList())
          .extracting(d -> d.getAgentId())
          .containsExactly("agent-1");
    }
  }

  @Test
  void aPortInUseIsOneClearLine() {
    assertThatThrownBy(
            () ->
                Coordinator.start(
                    CoordinatorConfig.of(
                        ServerAddress.loopback(coordinator.port()), directory.resolve("other"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the port is in use")
        .hasMessageNotContaining("\n");
    assertThat(Files.exists(directory.resolve("other"))).isTrue();
  }
}
