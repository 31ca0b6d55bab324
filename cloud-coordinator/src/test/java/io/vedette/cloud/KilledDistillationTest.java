package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.distillation.GateConfig;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.rollout.BakeConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.DistillerWorker;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code kill -9} of coordinator, distiller and training process at twenty random points does
 * to a distillation: each time it goes on from its last epoch.
 */
@Tag("slow")
class KilledDistillationTest {

  private static final String COORDINATOR = "the coordinator";
  private static final int KILLS = 20;
  private static final int EPOCHS = 120;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path directory;

  private final Random random = new Random(Integer.getInteger("vedette.test.seed", 1));
  private int port;
  private Process coordinator;
  private Process distiller;

  /** A coordinator or a distiller as a process, which ends with its standard input. */
  public static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      Path directory = Path.of(arguments[1]);
      int port = Integer.parseInt(arguments[2]);
      try (AutoCloseable role =
          arguments[0].equals("coordinator")
              ? Coordinator.start(config(directory, port))
              : DistillerWorker.start(
                  DistillerConfig.of(Endpoint.plain("127.0.0.1", port), directory))) {
        System.out.println(arguments[0] + " runs: " + role);
        while (System.in.read() >= 0) {
          // Until the test ends.
        }
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static CoordinatorConfig config(Path directory, int port) {
    return new CoordinatorConfig(
        ServerAddress.loopback(port),
        directory,
        null,
        directory.resolveSibling("student.onnx"),
        new FleetConfig(null, 60, 0),
        new EscalationIntakeConfig(0, 0, 0.5, 0.5, null),
        null,
        new RoundConfig(true, 0, 2, null, null, null, 0, 0, 0, 1, 0, 0, 0),
        new DistillationConfig(1, 0, 0, 1, 0, EPOCHS, 2, 0, 0, 0, 0, null, 0, null, 0),
        new GateConfig(1, 0, true, 0, 0),
        new RolloutConfig(true, null, null, null, null, null, BakeConfig.none()),
        null,
        null,
        null,
        null);
  }

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(directory.resolve("student.onnx"));
    coordinator = process("coordinator");
    distiller = process("distiller");
  }

  private Process process(String role) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of("src/main/resources/ignite.jvm.options").toAbsolutePath(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            role,
            directory.resolve(role).toString(),
            Integer.toString(port))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @AfterEach
  void stop() {
    distiller.descendants().forEach(ProcessHandle::destroyForcibly);
    distiller.destroyForcibly();
    coordinator.destroyForcibly();
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void eachTimeItGoesOnFromItsLastEpoch() throws Exception {
    aggregate();
    List<Integer> points =
        random.ints(1, EPOCHS - 2).distinct().limit(KILLS).sorted().boxed().toList();
    List<String> log = new ArrayList<>();
    for (int point : points) {
      Distillation before = until("epoch " + point, d -> d.getEpoch() >= point || ended(d));
      String killed = killSomething();
      int epoch = before.getCheckpointEpoch();
      Distillation after =
          until("going on after " + killed, d -> ended(d) || goesOn(d, before, killed));
      log.add(
          "epoch %d of %d: kill -9 %s, checkpoint %d; goes on in attempt %d at epoch %d"
              .formatted(
                  before.getEpoch(), EPOCHS, killed, epoch, after.getAttempts(), after.getEpoch()));
      System.out.println("test: " + log.get(log.size() - 1));
      assertThat(after.getState())
          .as(after.getWhy())
          .isNotEqualTo(DistillationState.DISTILLATION_STATE_FAILED);
      assertThat(after.getCheckpointEpoch()).isGreaterThanOrEqualTo(epoch);
      if (trains(after)) {
        assertThat(after.getEpoch()).as("%s", log).isGreaterThan(epoch);
      }
    }
    Distillation last = until("the end", KilledDistillationTest::ended);
    assertThat(last.getState())
        .as(last.getWhy())
        .isEqualTo(DistillationState.DISTILLATION_STATE_DONE);
  }

  /** Stages that have no epochs. */
  private static final Set<String> AFTER_TRAINING =
      Set.of("evaluating baseline", "choosing levels", "compressing", "evaluating", "uploading");

  /** A distiller that only lost its coordinator goes on with its attempt; else there is a later. */
  private static boolean goesOn(Distillation now, Distillation before, String killed) {
    boolean later = now.getAttempts() > before.getAttempts();
    // A new coordinator first shows what was stored with the checkpoint.
    int shown = killed.equals(COORDINATOR) ? before.getCheckpointEpoch() : 0;
    boolean underWay =
        trains(now) ? now.getEpoch() > shown : AFTER_TRAINING.contains(now.getStage());
    return underWay && (later || killed.equals(COORDINATOR));
  }

  private static boolean trains(Distillation distillation) {
    return distillation.getState() == DistillationState.DISTILLATION_STATE_RUNNING
        && distillation.getStage().equals("training");
  }

  private static boolean ended(Distillation distillation) {
    return distillation.hasEndedMs();
  }

  private String killSomething() throws Exception {
    switch (random.nextInt(3)) {
      case 0:
        coordinator.destroyForcibly().waitFor();
        coordinator = process("coordinator");
        return COORDINATOR;
      case 1:
        distiller.destroyForcibly().waitFor();
        distiller = process("distiller");
        return "the distiller";
      default:
        distiller.descendants().forEach(ProcessHandle::destroyForcibly);
        return "the training process";
    }
  }

  /** Twelve verdicts and one round. */
  private void aggregate() throws Exception {
    summary(o -> true, "a coordinator");
    try (TestAgent one = new TestAgent("agent-1", port).hello(100);
        TestAgent two = new TestAgent("agent-2", port).hello(100);
        TestTeacher teacher = new TestTeacher("teacher", port);
        People people = new People(port)) {
      for (int i = 0; i < 12; i++) {
        one.escalate(Scratch.frameId(i), Scratch.jpeg(i));
      }
      summary(s -> s.getEscalations().getAnswered() == 12, "twelve verdicts");
      people.ask().startRound(StartRoundRequest.getDefaultInstance());
      one.update(one.round(), directory, List.of());
      two.update(two.round(), directory, List.of());
    }
  }

  private Distillation until(String what, Predicate<Distillation> wanted) throws Exception {
    return summary(o -> o.hasDistillation() && wanted.test(o.getDistillation()), what)
        .getDistillation();
  }

  /** Looks until the state is as wanted; a coordinator that is away is waited for. */
  private Summary summary(Predicate<Summary> wanted, String what) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Summary last = Summary.getDefaultInstance();
    while (System.nanoTime() < end) {
      try (People people = new People(port)) {
        while (System.nanoTime() < end) {
          last = people.ask().getSummary(GetSummaryRequest.getDefaultInstance());
          if (wanted.test(last)) {
            return last;
          }
          TimeUnit.MILLISECONDS.sleep(100);
        }
      } catch (StatusRuntimeException away) {
        TimeUnit.MILLISECONDS.sleep(300);
      }
    }
    throw new AssertionError("waited in vain for " + what + "; the last state was " + last);
  }
}
