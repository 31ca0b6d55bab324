package io.vedette.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.Await;
import io.vedette.edge.TestCoordinator;
import io.vedette.edge.TestModels;
import io.vedette.edge.escalate.EscalatorStatus;
import io.vedette.edge.escalate.budget.UploadLimit;
import io.vedette.edge.field.FieldCounts;
import io.vedette.edge.link.AgentIdentity;
import io.vedette.edge.link.AssignmentRequest;
import io.vedette.edge.link.BreakerConfig;
import io.vedette.edge.link.CloudLink;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandHandler;
import io.vedette.edge.link.EscalationUpload;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.link.NoCameraOrders;
import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.link.SessionHandlers;
import io.vedette.edge.link.SnapshotSender;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.OutboxConfig;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.outbox.OutboxStatus;
import io.vedette.edge.outbox.Verdict;
import io.vedette.edge.outbox.VerdictDifference;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.AssignmentEntry;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.InstalledModel;
import io.vedette.federated.WeightsFile;
import io.vedette.proto.v1.CommandPhase;
import io.vedette.proto.v1.CommandStatus;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.registry.manifest.Artifact;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.wire.Digests;
import io.vedette.wire.Tags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner over the real link, with training in a real process. */
class LearnerTest {

  private static final Set<CommandPhase> ENDED =
      Set.of(
          CommandPhase.COMMAND_PHASE_DONE,
          CommandPhase.COMMAND_PHASE_FAILED,
          CommandPhase.COMMAND_PHASE_DECLINED);

  @TempDir Path folder;

  private TestCoordinator coordinator;
  private ReplayStore replay;
  private CloudLink link;
  private Learner learner;
  private TrainingThread training;

  @BeforeEach
  void connect() throws Exception {
    coordinator = TestCoordinator.start();
    replay = ReplayStore.open(folder.resolve("replay"), LearnerConfig.defaults());
  }

  @AfterEach
  void disconnect() throws Exception {
    if (learner != null) {
      learner.close();
      training.close();
      link.close();
    }
    coordinator.close();
  }

  private void startAgentSide() throws Exception {
    CommandClient client =
        CommandClient.dial(
            coordinator.endpoint(),
            new AgentIdentity("a1", "test", "1", Map.of("c", Tags.NONE), Tags.NONE));
    training = new TrainingThread();
    learner =
        new Learner(folder.resolve("round"), LearnerConfig.defaults(), replay, client, training);
    learner.resume();
    link =
        CloudLink.start(
            client,
            new SessionHandlers(
                LearnerTest::status, key -> {}, rounds(), new NoCameraOrders(), snapshots(), null),
            new EscalationUpload(
                Outbox.open(folder.resolve("outbox"), OutboxConfig.defaults()),
                () -> new UploadLimit(1e9, 1e10),
                BreakerConfig.defaults(),
                verdict -> {}));
    Await.until("connected", () -> link.state().equals("connected"));
  }

  /** Of an agent without cameras. */
  private SnapshotSender snapshots() throws Exception {
    StudentConfig config = StudentConfig.defaults();
    StudentDetectors students =
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, config);
    return new SnapshotSender(Pipelines.start(Map.of(), camera -> students, config, List.of()));
  }

  private static AgentStatus status() {
    return new AgentStatus(
        Duration.ZERO,
        List.of(
            new StudentEntry(
                "default",
                List.of(),
                new InstalledModel(null, "", "d".repeat(64)),
                List.of(),
                0,
                0,
                null,
                FieldCounts.NONE)),
        List.of(),
        new EscalationEntry(
            new OutboxStatus(new OutboxCounts(0, 0, 0, 0, 0, 0, 0), 0, 0),
            new EscalatorStatus(0, 0, 0, List.of(), Map.of()),
            VerdictDifference.NONE),
        null,
        AssignmentEntry.NONE);
  }

  /** Rounds, whichever student they are for. */
  private CommandHandler rounds() {
    return new CommandHandler() {
      @Override
      public void onAssignment(AssignmentRequest assignment) {}

      @Override
      public void onInstall(String deployment, InstallRequest request) {}

      @Override
      public void onRound(String deployment, RoundRequest request) {
        learner.onCommand(request);
      }

      @Override
      public void onCancel(String commandId, String reason) {}
    };
  }

  private void fillReplay(int examples) throws Exception {
    InspectionLine line = new InspectionLine(1);
    for (int i = 0; i < examples; i++) {
      var picture = Pictures.resize(line.scene(i, Condition.NORMAL).picture(), 64, 64);
      byte[] jpeg = Pictures.encodeJpeg(picture, 90);
      String id = "e" + i;
      Detection seen = new Detection(new Box(10, 10, 40, 40), 0, "open", 0.9f);
      replay.add(
          new Escalation(
              id,
              new Escalation.Source("c", i, i),
              new Escalation.SentPicture(jpeg, 64, 64, null),
              new Escalation.StudentAnswer(List.of(), "d"),
              new Escalation.Cause(0.5f, "missed", false)),
          new Verdict(id, List.of(seen), "t", false));
    }
  }

  private String messages(String command) {
    return coordinator.statuses.stream()
        .filter(s -> s.getCommandId().equals(command))
        .map(CommandStatus::getMessage)
        .toList()
        .toString();
  }

  @Test
  void tooFewExamplesIsAReasonToDecline() throws Exception {
    fillReplay(2);
    startAgentSide();
    coordinator.startRound("c", TestModels.write(folder, 1), 5);
    Await.until("declined", () -> coordinator.phase("c") == CommandPhase.COMMAND_PHASE_DECLINED);
    assertThat(coordinator.last("c").getMessage()).contains("2 of the 5");
  }

  @Test
  void aRoundIsTrainedInAnotherProcessAndAKilledLearnerIsStartedAgain() throws Exception {
    fillReplay(6);
    startAgentSide();
    Path base = TestModels.write(folder, 1);
    coordinator.startRound("c", base, 4);
    Await.until("a learner runs", () -> trainingChild() != null);
    trainingChild().destroyForcibly();
    Await.until("ended", () -> learner.progress() == null);
    Await.until("told", () -> ENDED.contains(coordinator.phase("c")));
    assertThat(messages("c")).contains("started again", "attempt 2");
    assertThat(coordinator.phase("c")).as(messages("c")).isEqualTo(CommandPhase.COMMAND_PHASE_DONE);
    UpdateHeader header = coordinator.files.updates.keySet().iterator().next();
    assertThat(header.getBaseSha256()).isEqualTo(Digests.sha256(base));
    assertThat(header.getExamples()).isEqualTo(6);
    assertThat(header.getEscalationIdsList()).hasSize(6);
    Path received = folder.resolve("received.safetensors");
    Files.write(received, coordinator.files.updates.get(header));
    assertThat(Digests.sha256(received)).isEqualTo(header.getSha256());
    assertThat(WeightsFile.read(received).size()).isPositive();
    assertThat(folder.resolve("round/round.state")).doesNotExist();
  }

  private static ProcessHandle trainingChild() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .orElse(null);
  }

  @Test
  void anUpdateThatWasTrainedBeforeARestartIsSentUntilItsReceiptComes() throws Exception {
    Path output = Files.createDirectories(folder.resolve("round/output"));
    Path weights = output.resolve("update.safetensors");
    Files.write(weights, new byte[1_500_000]);
    RoundRequest request =
        new RoundRequest(
            "c",
            "r1",
            new Artifact("0".repeat(64), 1, "training"),
            TestModels.LABELS,
            1,
            1,
            0.1,
            1,
            1,
            1);
    PendingUpdate update =
        new PendingUpdate(
            "u1",
            "r1",
            "0".repeat(64),
            9,
            Digests.sha256(weights),
            Files.size(weights),
            2,
            1,
            List.of("e1"),
            3,
            weights);
    new RoundFolder(folder.resolve("round"))
        .save(new RoundState(request, "u1", 1, 1, List.of("e1"), update));
    coordinator.files.receiptsToLose = 2;
    startAgentSide();
    Await.until("done", () -> coordinator.phase("c") == CommandPhase.COMMAND_PHASE_DONE);
    assertThat(coordinator.files.updates).hasSize(1);
    UpdateHeader header = coordinator.files.updates.keySet().iterator().next();
    assertThat(header.getUpdateId()).isEqualTo("u1");
    assertThat(coordinator.files.updates.get(header)).hasSize(1_500_000);
  }

  @Test
  void aCancelledRoundEndsAndTheNextMayCome() throws Exception {
    fillReplay(4);
    startAgentSide();
    coordinator.startRound("c", TestModels.write(folder, 1), 4);
    Await.until("begun", () -> coordinator.phase("c") != CommandPhase.COMMAND_PHASE_UNSPECIFIED);
    learner.onCancel("c", "enough");
    Await.until("failed", () -> coordinator.phase("c") == CommandPhase.COMMAND_PHASE_FAILED);
    assertThat(coordinator.last("c").getMessage()).contains("enough");
    assertThat(learner.progress()).isNull();
  }
}
