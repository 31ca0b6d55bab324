package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.ApplyDeploymentRequest;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.DeleteDeploymentRequest;
import io.vedette.proto.v1.DeploymentChange;
import io.vedette.proto.v1.DeploymentSummary;
import io.vedette.proto.v1.EscalationInForce;
import io.vedette.proto.v1.EscalationOrigin;
import io.vedette.proto.v1.EscalationSettings;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.InstallVersion;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two deployments on one coordinator with its store, and real connections to it. */
class DeploymentsTest {

  private static final String FILMS =
      "{\"name\": \"films\", \"selector\": \"line=films\", \"rounds\": {\"minExamples\": 5}}";

  @TempDir static Path shared;
  @TempDir Path directory;

  private static Path student;
  private Coordinator coordinator;
  private People people;

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
                null,
                null,
                null,
                null,
                DistillationConfig.defaults(),
                null,
                RolloutConfig.unjudged(),
                null,
                null,
                null,
                null));
    people = new People(coordinator.port());
  }

  @AfterEach
  void stop() {
    people.close();
    coordinator.close();
  }

  private DeploymentChange apply(String spec, boolean dryRun) {
    return people
        .ask()
        .applyDeployment(
            ApplyDeploymentRequest.newBuilder().setSpec(spec).setDryRun(dryRun).build());
  }

  private DeploymentSummary deployment(String name) {
    return people
        .ask()
        .getDeployment(GetDeploymentRequest.newBuilder().setName(name).build())
        .getSummary();
  }

  private void tag(String agent, String camera, String value) {
    people
        .ask()
        .tagDevice(
            TagDeviceRequest.newBuilder()
                .setAgentId(agent)
                .setCameraId(camera)
                .addSet(Tag.newBuilder().setKey("line").setValue(value))
                .build());
  }

  /** Registers the first version once more, under another name. */
  private VersionRef copy(String name) {
    return copy(name, copy -> {});
  }

  private VersionRef copy(String name, Consumer<Manifest.Builder> change) {
    Manifest.Builder copy =
        people
            .ask()
            .getVersion(GetVersionRequest.newBuilder().setReference("student:1").build())
            .getManifest()
            .toBuilder();
    copy.setVersion(VersionRef.newBuilder().setName(name)).setCreatedAtMs(0).clearSignature();
    change.accept(copy);
    return people
        .ask()
        .registerVersion(RegisterVersionRequest.newBuilder().setManifest(copy).build())
        .getManifest()
        .getVersion();
  }

  private Rollout rollOut(String reference) {
    return people
        .ask()
        .startRollout(StartRolloutRequest.newBuilder().setReference(reference).build());
  }

  private List<Rollout> rollouts(String deployment) {
    return people
        .ask()
        .listRollouts(ListRolloutsRequest.newBuilder().setDeployment(deployment).build())
        .getRolloutsList();
  }

  /** The first rollout of films is done, and what it moves is moved. */
  private void seeDone() {
    people.see(
        s ->
            rollouts("films").get(0).getState() == RolloutState.ROLLOUT_STATE_DONE
                && deployment("films").hasDesired());
  }

  @Test
  void aDeviceOfTwoDeploymentsGetsTheVersionOfEachForItsOwnCameras() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("line", "film")) {
      assertThat(agent.assigned()).isEqualTo(Map.of("default", List.of("line", "film")));
      assertThat(agent.confirmFor("default").getManifest().getVersion().getName())
          .isEqualTo("student");

      assertThat(apply(FILMS, true).getDone()).isFalse();
      DeploymentChange made = apply(FILMS, false);
      assertThat(made.getRevision()).isEqualTo(1);
      assertThat(apply(FILMS, false).getDone()).as("nothing differs").isFalse();
      tag("agent-1", "film", "films");

      assertThat(agent.assigned())
          .isEqualTo(Map.of("default", List.of("line"), "films", List.of("film")));
      copy("films");
      Rollout started = rollOut("films:1");
      assertThat(started.getId()).isEqualTo("films-o-1");
      InstallVersion order = agent.confirmFor("films");
      assertThat(order.getManifest().getVersion().getName()).isEqualTo("films");
      seeDone();

      assertThat(rollouts("default")).isEmpty();
      assertThat(rollouts("films")).extracting(Rollout::getDeployment).containsExactly("films");
      assertThat(deployment("films").getDesired().getName()).isEqualTo("films");
      assertThat(deployment("films").getOtherVersion()).isZero();
      assertThat(deployment("default").getDesired().getName()).isEqualTo("student");
      assertThat(agent.hasOrder(m -> m.hasInstall())).as("no more orders").isFalse();
      var device =
          people.ask().getDevice(GetDeviceRequest.newBuilder().setAgentId("agent-1").build());
      assertThat(device.getDeploymentsList())
          .extracting(d -> d.getDeployment() + " " + d.getDesired().getName())
          .containsExactly("default student", "films films");
    }
  }

  @Test
  void deploymentsTheirRolloutsAndAssignmentsOutliveARestart() throws Exception {
    apply(FILMS, false);
    copy("films");
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      agent.assigned();
      tag("agent-1", "", "films");
      assertThat(agent.assigned()).isEqualTo(Map.of("films", List.of("film")));
      rollOut("films:1");
      agent.confirmFor("films");
      seeDone();
    }
    stop();
    start();

    assertThat(deployment("films").getRevision()).isEqualTo(1);
    assertThat(rollouts("")).extracting(Rollout::getId).containsExactly("films-o-1");
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      assertThat(agent.assigned()).isEqualTo(Map.of("films", List.of("film")));
      assertThat(agent.confirmFor("films").getManifest().getVersion().getName())
          .as("a device that lost its version gets it again")
          .isEqualTo("films");
    }
  }

  @Test
  void whatTakesACameraFromAnotherDeploymentIsRefusedAndNothingChanges() throws Exception {
    apply(FILMS, false);
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      agent.assigned();
      tag("agent-1", "", "films");
      agent.assigned();

      assertThatThrownBy(() -> apply("{\"name\": \"all\", \"selector\": \"line\"}", false))
          .hasMessageContaining("camera film of agent-1 is selected by all and films");
      assertThat(people.see(s -> true).getDeploymentsTotal()).isEqualTo(2);
      assertThatThrownBy(
              () -> apply("{\"name\": \"b\", \"model\": \"films\", \"selector\": \"x=1\"}", false))
          .hasMessageContaining("films runs films already");
      assertThatThrownBy(() -> apply(FILMS.replace("minExamples", "minExample"), false))
          .hasMessageContaining("rounds.minExample: unknown key");
      assertThatThrownBy(() -> apply("{\"name\": \"default\", \"model\": \"other\"}", false))
          .hasMessageContaining("default runs student, as the coordinator's file says");
      assertThatThrownBy(() -> apply("{\"name\": \"default\", \"selector\": \"x\"}", false))
          .hasMessageContaining("selector: 'default' has none");
      assertThatThrownBy(() -> rollOut("other:1")).hasMessageContaining("NOT_FOUND");
    }
  }

  @Test
  void aTagThatMakesAnOverlapLeavesTheCameraWhereItIsAndAnAlarmStands() throws Exception {
    apply(FILMS, false);
    apply("{\"name\": \"north\", \"selector\": \"site=north\"}", false);
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      agent.assigned();
      tag("agent-1", "", "films");
      agent.assigned();
      TagDeviceRequest north =
          TagDeviceRequest.newBuilder()
              .setAgentId("agent-1")
              .addSet(Tag.newBuilder().setKey("site").setValue("north"))
              .build();
      people.ask().tagDevice(north);

      people.see(s -> hasAlarm(s, "camera-overlap"));
      assertThat(deployment("films").getCameras()).isEqualTo(1);
      assertThat(deployment("north").getCameras()).isZero();
      assertThat(agent.hasOrder(m -> m.hasAssignment())).isFalse();
      people
          .ask()
          .tagDevice(TagDeviceRequest.newBuilder().setAgentId("agent-1").addRemove("line").build());
      assertThat(agent.assigned()).isEqualTo(Map.of("north", List.of("film")));
      people.see(s -> s.getAlarmsCount() == 0);
    }
  }

  @Test
  void aDeploymentThatCannotLearnSaysSoAndStopsNoOther() throws Exception {
    String rounds =
        "{\"newVerdicts\": 1, \"minAgents\": 1, \"minExamples\": 1, \"minInterval\": \"PT1S\"}";
    apply("{\"name\": \"a\", \"selector\": \"line=a\", \"rounds\": " + rounds + "}", false);
    copy("a", Manifest.Builder::clearTraining);
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("line");
        TestTeacher teacher = new TestTeacher("teacher-1", coordinator.port())) {
      agent.assigned();
      tag("agent-1", "", "a");
      rollOut("a:1");
      agent.confirmFor("a");
      agent.escalate(Scratch.frameId(0), Scratch.jpeg(1));

      people.see(s -> hasAlarm(s, "cannot-learn-a"));
      assertThat(teacher.answered()).hasSize(1);
      try (TestAgent other = new TestAgent("agent-2", coordinator.port()).helloWith("line")) {
        other.confirmFor("default");
        people.see(s -> s.getDevices().getOtherVersion() == 0);
      }
      people.ask().deleteDeployment(DeleteDeploymentRequest.newBuilder().setName("a").build());
      people.see(s -> !hasAlarm(s, "cannot-learn-a"));
    }
  }

  private static boolean hasAlarm(Summary summary, String id) {
    return summary.getAlarmsList().stream().anyMatch(alarm -> alarm.getId().equals(id));
  }

  @Test
  void aChangedDeploymentGoesOnWithItsRoundAndADeletedOneEndsIt() throws Exception {
    apply(FILMS.replace("\"minExamples\": 5", "\"minAgents\": 1"), false);
    copy("films");
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      agent.assigned();
      tag("agent-1", "", "films");
      rollOut("films:1");
      agent.confirmFor("films");
      seeDone();
      people.see(s -> deployment("films").getTrainable() == 1);
      var round =
          people.ask().startRound(StartRoundRequest.newBuilder().setDeployment("films").build());
      assertThat(round.getId()).isEqualTo("films-r-1");
      StartRound first = agent.round();
      assertThat(first.getDeployment()).isEqualTo("films");

      DeploymentChange changed =
          apply(FILMS.replace("\"minExamples\": 5", "\"minAgents\": 1, \"epochs\": 7"), false);
      assertThat(changed.getChangesList())
          .extracting(c -> c.getKey() + " " + c.getBefore() + " " + c.getAfter())
          .containsExactly("rounds.epochs 2 7");
      assertThat(deployment("films").getRound().getState()).isEqualTo(RoundState.ROUND_STATE_OPEN);
      agent.report(first.getCommandId(), CommandPhase.COMMAND_PHASE_DECLINED, "busy");
      people.see(s -> deployment("films").getRound().getState() == RoundState.ROUND_STATE_FAILED);
      people.ask().startRound(StartRoundRequest.newBuilder().setDeployment("films").build());
      StartRound second = agent.round();
      while (second.getRoundId().equals(first.getRoundId())) {
        second = agent.round(); // the first may have been repeated
      }
      assertThat(second.getRoundId()).isEqualTo("films-r-2");
      assertThat(second.getEpochs()).isEqualTo(7);

      DeleteDeploymentRequest delete =
          DeleteDeploymentRequest.newBuilder().setName("films").build();
      DeploymentChange asked =
          people.ask().deleteDeployment(delete.toBuilder().setDryRun(true).build());
      assertThat(String.join("\n", asked.getConsequencesList())).contains("films-r-2 is cancelled");
      people.ask().deleteDeployment(delete);
      assertThat(people.see(s -> s.getDeploymentsTotal() == 1).getDeploymentsTotal()).isOne();
      assertThat(agent.assigned()).isNotNull();
      assertThat(agent.confirmFor("default").getManifest().getVersion().getName())
          .isEqualTo("student");
    }
  }

  @Test
  void aDeviceIsToldHowItsDeploymentEscalatesAndARefusalRequiresAttention() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      assertThat(agent.escalation("default")).isEmpty();
      String settings = "\"escalation\": {\"policy\": \"even\", \"auditShare\": 0.2}";
      DeploymentChange changed = apply("{\"name\": \"default\", " + settings + "}", false);
      assertThat(changed.getChangesList())
          .extracting(c -> c.getKey() + " " + c.getAfter())
          .containsExactly("escalation.auditShare 0.2", "escalation.policy even");
      EscalationSettings told = agent.escalation("default").orElseThrow();
      assertThat(told.getPolicy()).isEqualTo("even");
      assertThat(told.getAuditShare()).isEqualTo(0.2);
      assertThat(told.hasBudgetBps()).isFalse();

      agent.beat(
          StudentStatus.newBuilder()
              .setDeployment("default")
              .setEscalation(
                  EscalationInForce.newBuilder()
                      .setSettings(EscalationSettings.newBuilder().setPolicy("learnt"))
                      .setOrigin(EscalationOrigin.ESCALATION_ORIGIN_DEVICE)
                      .setRefused("this agent has no escalation policy 'even'")));
      people.see(s -> attention("agent-1").contains("no escalation policy 'even'"));
      assertThat(attention("agent-1")).contains("does not escalate as default says");
    }
    stop();
    start();
    assertThat(deployment("default").getRevision()).isEqualTo(1);
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("film")) {
      assertThat(agent.escalation("default").orElseThrow().getPolicy()).isEqualTo("even");
      apply("{\"name\": \"default\"}", false);
      assertThat(agent.escalation("default")).isEmpty();
    }
  }

  private String attention(String agent) {
    return people
        .ask()
        .getDevice(GetDeviceRequest.newBuilder().setAgentId(agent).build())
        .getSummary()
        .getAttention();
  }
}
