package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.distillation.GateConfig;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.rollout.BakeConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.DistillerWorker;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.cloud.worker.TeacherWorker;
import io.vedette.detector.DetectorException;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.registry.manifest.KeyValues;
import io.vedette.wire.Digests;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real workers: a detector that teaches, and training in a process of its own. */
class WorkersTest {

  @TempDir Path directory;

  private Path student;
  private Coordinator coordinator;

  @BeforeEach
  void build() throws IOException {
    student = directory.resolve("student.onnx");
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(student);
    start(0);
  }

  private void start(int port) throws IOException {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(port),
                directory.resolve("data"),
                null,
                student,
                new FleetConfig(null, 60, 0),
                new EscalationIntakeConfig(0, 0, 0.5, 0.5, null),
                null,
                new RoundConfig(true, 0, 2, null, null, null, 0, 0, 0, 1, 0, 0, 0),
                new DistillationConfig(1, 0, 0, 1, 0, 3, 2, 0, 0, 0, 0.02, null, 0, null, 0),
                new GateConfig(1, 0, true, 0, 0),
                new RolloutConfig(true, null, null, null, null, null, BakeConfig.none()),
                null,
                null,
                null,
                null));
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  private Endpoint endpoint() {
    return Endpoint.plain("127.0.0.1", coordinator.port());
  }

  @Test
  void anOnnxDetectorTeaches() throws Exception {
    try (TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0);
        TeacherWorker teacher = TeacherWorker.start(TeacherConfig.of(endpoint(), student))) {
      String id = Scratch.frameId(0);
      agent.escalate(id, Scratch.jpeg(1));

      var verdict = agent.reply(r -> r.hasVerdict()).getVerdict();

      assertThat(verdict.getEscalationId()).isEqualTo(id);
      assertThat(verdict.getTeacherSha256()).isEqualTo(Digests.sha256(student));
      assertThat(teacher.spec().labels()).containsExactly("open", "short");
    }
  }

  @Test
  void aTeacherThatIsNoModelSaysSoInOneLine() throws Exception {
    Path text = Files.writeString(directory.resolve("teacher.onnx"), "no model");

    assertThatThrownBy(() -> TeacherWorker.start(TeacherConfig.of(endpoint(), text)))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("teacher.onnx")
        .hasMessageNotContaining("\n");
  }

  /** The distiller's training is the only child of this process. */
  private static Optional<ProcessHandle> training() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).findFirst();
  }

  @Test
  void aKilledTrainingGoesOnFromItsLastEpochAndItsResultSurvivesARestart() throws Exception {
    try (DistillerWorker distiller =
        DistillerWorker.start(DistillerConfig.of(endpoint(), directory.resolve("distiller")))) {
      aggregate();
      try (People people = new People(coordinator.port())) {
        people.see(s -> running(s, 1) && s.getDistillation().getCheckpointEpoch() > 0);
        training().orElseThrow().destroyForcibly();
        people.see(s -> running(s, 2) && training().isPresent());
        assertThat(people.see(s -> true).getEventsList())
            .anyMatch(
                e -> e.getText().matches("d-r-1 runs on .*, attempt 2, resumed from epoch .*"));
      }
      int port = coordinator.port();
      coordinator.close();
      start(port);

      try (People people = new People(port)) {
        Summary done = people.see(s -> s.getDistillation().hasEndedMs());
        Distillation distillation = done.getDistillation();
        assertThat(distillation.getWhy()).contains("F1");
        assertThat(distillation.getState()).isEqualTo(DistillationState.DISTILLATION_STATE_DONE);
        assertThat(distillation.getAttempts()).isEqualTo(2);
        Manifest manifest =
            people
                .ask()
                .getVersion(GetVersionRequest.newBuilder().setReference("student:2").build())
                .getManifest();
        assertThat(manifest.getLineage().getDistillationId()).isEqualTo("d-r-1");
        assertThat(manifest.getVariantsList())
            .extracting(v -> v.getName())
            .containsExactly("fp32", "int8");
        assertThat(manifest.getNote()).isEqualTo("on 3 of 3 levels");
        assertThat(KeyValues.fromProto(manifest.getLineage().getRecipeList()).get("levels_why"))
            .contains("pictures with objects cannot tell what is lost; 149 may");
      }
    }
  }

  /** Twelve verdicts and one round. */
  private void aggregate() throws Exception {
    try (TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(100);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(100);
        TestTeacher teacher = new TestTeacher("teacher", coordinator.port());
        People people = new People(coordinator.port())) {
      for (int i = 0; i < 12; i++) {
        one.escalate(Scratch.frameId(i), Scratch.jpeg(i));
      }
      people.see(s -> s.getEscalations().getAnswered() == 12);
      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      one.update(one.round(), directory, List.of());
      two.update(two.round(), directory, List.of());
      people.see(s -> s.getDistillationsTotal() == 1);
    }
  }

  private static boolean running(Summary state, int attempt) {
    return state.getDistillation().getState() == DistillationState.DISTILLATION_STATE_RUNNING
        && state.getDistillation().getAttempts() == attempt;
  }
}
