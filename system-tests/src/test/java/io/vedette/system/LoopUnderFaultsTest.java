package io.vedette.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.demo.Demo;
import io.vedette.cli.demo.DemoOptions;
import io.vedette.cli.demo.DemoOutput;
import io.vedette.cli.demo.DemoReport;
import io.vedette.cli.demo.DemoTimings;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.distillation.GateConfig;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.GetRoundRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceBlockingStub;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.Summary;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes are killed with SIGKILL in the middle of a round and of a distillation, and
 * started again: nothing that was accepted is lost, and the loop still ends in a version on every
 * agent.
 */
class LoopUnderFaultsTest {

  private static final Path HOME =
      Path.of("..", "cli", "target", "vedette").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void killedPartsComeBackAndNothingAcceptedIsLost() throws Exception {
    System.setProperty("vedette.home", HOME.toString());
    DemoOptions options =
        new DemoOptions(
            List.of(),
            2,
            Duration.ofMinutes(20),
            0,
            folder,
            null,
            null,
            null,
            4,
            Duration.ofSeconds(5),
            // as small as a loop can be, whatever becomes of accuracy
            new DemoTimings(
                24,
                4,
                16,
                1,
                1,
                32,
                0,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                3_000_000,
                new GateConfig(1, Integer.MAX_VALUE, true, 0, 0),
                Duration.ZERO));
    Demo demo =
        new Demo(options, HOME.resolve("bin").resolve("vedette"), DemoOutput.lines(System.out));
    CompletableFuture<DemoReport> ended =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return demo.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    try (Watcher watcher = new Watcher(ended)) {
      Summary inRound = watcher.until("a learner at work", o -> open(o) && learner() != null);
      String roundId = inRound.getRound().getId();
      long accepted = inRound.getEscalations().getAccepted();
      ProcessHandle learner = learner();
      kill("a learner", learner);
      kill("agent-1", role("agent-1"));
      kill("coordinator", role("coordinator"));

      watcher.until("the coordinator again", o -> o.getEscalations().getAccepted() >= accepted);
      assertThat(
              watcher
                  .ask()
                  .getRound(GetRoundRequest.newBuilder().setRoundId(roundId).build())
                  .getId())
          .as("the open round is remembered")
          .isEqualTo(roundId);

      watcher.until(
          "a distillation at work",
          o -> o.getDistillation().getState() == DistillationState.DISTILLATION_STATE_RUNNING);
      kill("distiller", role("distiller"));

      watcher.until(
          "a new version on every agent",
          o ->
              o.getRollout().getState() == RolloutState.ROLLOUT_STATE_DONE
                  && o.getRollout().getVersion().getNumber() >= 2);
      List<Integer> rolledOut = watcher.versions();
      kill("coordinator", role("coordinator"));
      watcher.until(
          "the coordinator once more, and both agents with the version they had",
          o -> o.getStable().getVersion().getNumber() >= 2 && o.getStable().getDevices() == 2);
      assertThat(watcher.versions()).containsAll(rolledOut);
    } finally {
      demo.interrupt(); // or else its processes would outlive a test that failed
      ended.handle((report, failure) -> report).get(4, TimeUnit.MINUTES);
    }
    DemoReport report = ended.get();

    assertThat(report.lostEscalations()).isZero();
    assertThat(report.rounds()).anyMatch(round -> round.updates().size() >= 2);
    assertThat(report.after()).isNotNull();
    assertThat(report.after().devices()).isEqualTo(2);
    assertThat(report.restarts()).containsKeys("agent-1", "coordinator", "distiller");
  }

  private static boolean open(Summary summary) {
    return summary.getRound().getState() == RoundState.ROUND_STATE_OPEN;
  }

  /** The training process of any agent, if one runs. */
  private ProcessHandle learner() {
    return List.of("agent-1", "agent-2").stream()
        .flatMap(name -> role(name).descendants())
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .orElse(null);
  }

  private ProcessHandle role(String name) {
    try {
      Map<?, ?> pids =
          new ObjectMapper().readValue(folder.resolve("processes.json").toFile(), Map.class);
      return ProcessHandle.of(((Number) pids.get(name)).longValue()).orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void kill(String what, ProcessHandle process) {
    System.out.println("test: kill -9 " + what + ", pid " + process.pid());
    process.destroyForcibly();
  }

  /** Looks at the coordinator through its own service until something is so. */
  private final class Watcher implements AutoCloseable {

    private final CompletableFuture<DemoReport> ended;
    private ManagedChannel channel;

    Watcher(CompletableFuture<DemoReport> ended) {
      this.ended = ended;
    }

    Summary until(String what, Predicate<Summary> condition) throws Exception {
      Instant end = Instant.now().plus(Duration.ofMinutes(8));
      Summary last = null;
      while (Instant.now().isBefore(end)) {
        if (ended.isDone()) {
          throw new AssertionError("the demo ended while waiting for " + what + ": " + ended.get());
        }
        Optional<Summary> summary = summary();
        if (summary.isPresent()) {
          last = summary.get();
          if (condition.test(last)) {
            return last;
          }
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
      throw new AssertionError("waited in vain for " + what + "; last seen: " + last);
    }

    private Optional<Summary> summary() throws Exception {
      Path config = folder.resolve("coordinator.yaml");
      Path identity = folder.resolve("coordinator").resolve("identity");
      if (channel == null
          && Files.exists(config)
          && Files.exists(folder.resolve("processes.json"))
          && Files.exists(identity.resolve("admin-token"))) {
        int port = ConfigFile.read(config, CoordinatorConfig.class).listener().port();
        channel =
            new Endpoint(
                    "127.0.0.1",
                    port,
                    true,
                    identity.resolve("authority.pem"),
                    identity.resolve("admin-token"))
                .dial();
      }
      if (channel == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(ask().getSummary(GetSummaryRequest.getDefaultInstance()));
      } catch (StatusRuntimeException e) {
        return Optional.empty();
      }
    }

    ManagementServiceBlockingStub ask() {
      return ManagementServiceGrpc.newBlockingStub(channel).withDeadlineAfter(5, TimeUnit.SECONDS);
    }

    List<Integer> versions() {
      return ask().listVersions(ListVersionsRequest.getDefaultInstance()).getVersionsList().stream()
          .map(v -> v.getVersion().getNumber())
          .toList();
    }

    @Override
    public void close() {
      if (channel != null) {
        channel.shutdownNow();
      }
    }
  }
}
