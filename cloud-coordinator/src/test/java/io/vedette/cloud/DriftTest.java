package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Drift;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.wire.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student that sees nothing any more is told of and opens a round, also over a restart. */
class DriftTest {

  /** Without drift none would open: so many verdicts never come. */
  private static final RoundConfig ROUNDS =
      new RoundConfig(false, 100_000, 1, null, null, null, 0, 0, 0, 1, 0, 0, 0);

  @TempDir Path directory;

  private String model = "";
  private int frames;

  private Coordinator start() throws Exception {
    Path student = directory.resolve("student.onnx");
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(student);
    Coordinator started =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                directory.resolve("data"),
                null,
                student,
                new FleetConfig(Duration.ofMillis(500), 60, 0),
                new EscalationIntakeConfig(0, 0, 0.5, 0.5, null),
                null,
                ROUNDS,
                DistillationConfig.defaults(),
                null,
                null,
                null,
                null,
                null,
                null));
    model = started.catalog().newest(1).get(0).manifest().variants().get(0).artifact().sha256();
    return started;
  }

  /** Audits whose objects the student sees, or not; returns when all have their verdict. */
  private void audits(TestAgent agent, int count, boolean seen) throws Exception {
    for (int i = 0; i < count; i++) {
      String id = Scratch.frameId(frames);
      var audit =
          TestAgent.escalation(id, "agent-1", Scratch.jpeg(frames++)).toBuilder()
              .setAudit(true)
              .setModelSha256(model);
      if (seen) {
        audit.addStudent(
            Detection.newBuilder()
                .setLabel("open")
                .setScore(0.9f)
                .setBox(Box.newBuilder().setX1(4).setY1(4).setX2(20).setY2(20)));
      }
      agent.escalate(audit);
      agent.reply(r -> r.hasVerdict() && r.getVerdict().getEscalationId().equals(id));
    }
  }

  private static Deployment deployment(People people) {
    return people.ask().getDeployment(GetDeploymentRequest.newBuilder().setName("default").build());
  }

  private static boolean isTold(Summary summary) {
    return summary.getAlarmsList().stream()
        .anyMatch(alarm -> alarm.getText().startsWith("default: recall fell from 1.00 to 0.00"));
  }

  @Test
  void aCollapseIsToldAndOpensARoundOverARestart() throws Exception {
    try (Coordinator coordinator = start();
        TestTeacher teacher = new TestTeacher("teacher-1", coordinator.port());
        TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      audits(agent, 60, true);
      assertThat(deployment(people).getDrift().getDriftsList()).isEmpty();
      assertThat(teacher.answered()).hasSize(60);
    }
    try (Coordinator coordinator = start();
        TestTeacher teacher = new TestTeacher("teacher-1", coordinator.port());
        TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      assertThat(deployment(people).getDrift().getSeriesList())
          .anyMatch(series -> series.getSeries().equals("recall") && series.getValues() >= 58);
      audits(agent, 20, false);
      assertThat(teacher.answered()).hasSize(20);
      people.see(DriftTest::isTold);

      Deployment of = deployment(people);
      Drift drift = of.getDrift().getDrifts(of.getDrift().getDriftsCount() - 1);
      assertThat(drift.getBefore()).isEqualTo(1);
      assertThat(drift.getAfter()).isZero();
      assertThat(drift.hasEndedMs()).isFalse();
      assertThat(of.getNextRound().getUrgent()).as("no device can take part").isTrue();
      assertThat(of.getSummary().hasRound()).isFalse();
    }
    try (Coordinator coordinator = start();
        TestAgent agent = new TestAgent("agent-1", coordinator.port()).hello(100);
        People people = new People(coordinator.port())) {
      people.see(DriftTest::isTold);
      assertThat(agent.round().getRoundId()).isEqualTo("r-1");
      assertThat(deployment(people).getSummary().getRound().getOpened())
          .startsWith("drift: recall fell from 1.00 to 0.00");
      assertThat(deployment(people).getNextRound().getUrgent()).isFalse();
    }
  }
}
