package io.vedette.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.head.Hints;
import io.vedette.edge.Await;
import io.vedette.edge.TestCoordinator;
import io.vedette.edge.TestModels;
import io.vedette.edge.escalate.EscalatorStatus;
import io.vedette.edge.field.FieldCounts;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.outbox.OutboxStatus;
import io.vedette.edge.outbox.VerdictDifference;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.AssignmentEntry;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.InstalledModel;
import io.vedette.wire.Backoff;
import io.vedette.wire.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStreamTest {

  @TempDir Path folder;

  @Test
  void aWelcomeThatTakesLongerThanTheFirstTimeoutIsWaitedForInTheEnd() throws Exception {
    try (TestCoordinator coordinator = TestCoordinator.start()) {
      coordinator.welcomeAfter = 600;
      try (CommandClient client =
              CommandClient.dial(
                  coordinator.endpoint(),
                  new AgentIdentity("a1", "test", "1", Map.of("c", Tags.NONE), Tags.NONE));
          SessionStream session =
              new SessionStream(
                  client,
                  handlers(),
                  new Backoff(Duration.ofMillis(10), Duration.ofMillis(10), new Random(1)),
                  new WelcomeTimeout(Duration.ofMillis(50), Duration.ofMinutes(1)))) {
        session.start();
        Await.until("connected", () -> session.state().equals("connected"));
      }
    }
  }

  @Test
  void theTimeoutDoublesUpToItsLimitAndAWelcomeResetsIt() {
    WelcomeTimeout timeout = new WelcomeTimeout(Duration.ofSeconds(10), Duration.ofMinutes(2));
    for (int seconds : new int[] {10, 20, 40, 80, 120, 120}) {
      assertThat(timeout.current()).isEqualTo(Duration.ofSeconds(seconds));
      timeout.onMissed();
    }
    timeout.onWelcome();
    assertThat(timeout.current()).isEqualTo(Duration.ofSeconds(10));
  }

  /** Of an agent without cameras. */
  private SessionHandlers handlers() throws Exception {
    StudentConfig config = StudentConfig.defaults();
    StudentDetectors students =
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, config);
    SnapshotSender snapshots =
        new SnapshotSender(Pipelines.start(Map.of(), camera -> students, config, List.of()));
    AgentStatus status =
        new AgentStatus(
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
    return new SessionHandlers(
        () -> status, key -> {}, IGNORED, new NoCameraOrders(), snapshots, null);
  }

  private static final CommandHandler IGNORED =
      new CommandHandler() {
        @Override
        public void onAssignment(AssignmentRequest assignment) {}

        @Override
        public void onInstall(String deployment, InstallRequest request) {}

        @Override
        public void onRound(String deployment, RoundRequest request) {}

        @Override
        public void onCancel(String commandId, String reason) {}
      };
}
