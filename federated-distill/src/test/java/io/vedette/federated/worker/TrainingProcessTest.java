package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.WeightsReader;
import io.vedette.federated.aggregate.InMemoryUpdate;
import io.vedette.federated.aggregate.LearnedLayout;
import io.vedette.federated.aggregate.UpdateCheck;
import io.vedette.federated.aggregate.UpdateFacts;
import io.vedette.federated.aggregate.VectorLayout;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingProcessTest {

  private static final Limits LIMITS = new Limits(4096, Duration.ofMinutes(4), 5, 1);
  private static final int FOR_EVER = 100_000;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path student;
  private static Path data;

  @BeforeAll
  static void makeAStudentAndPictures() throws Exception {
    student = shared.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(student);
    data = shared.resolve("data");
    ScenarioDataset.write(data, 5, 6, Condition.NORMAL, done -> {});
  }

  @Test
  void aLocalUpdateFitsIntoTheRound() throws Exception {
    List<Progress> heard = new CopyOnWriteArrayList<>();
    LocalUpdateJob job = update(2);

    LocalUpdateResult result;
    try (TrainingProcess training = TrainingProcess.start(job, LIMITS, heard::add)) {
      result = (LocalUpdateResult) training.result().get(4, TimeUnit.MINUTES);
    }

    assertThat(result.examples()).isEqualTo(6);
    assertThat(result.lossAfter()).isPositive().isFinite();
    assertThat(heard).last().matches(p -> p.stage().equals("training") && p.epoch() == 2);
    Graph graph = Graph.read(student);
    Weights base = GraphWeights.of(graph);
    VectorLayout layout = LearnedLayout.of(graph, base, true, List.of());
    UpdateCheck check = new UpdateCheck(base, layout, layout.vector(base));
    check.shapes(WeightsReader.of(job.update()).shapes());
    float[] trained = layout.vector(WeightsFile.read(job.update()));
    UpdateFacts facts = new UpdateFacts("u", "a", 6, 1, 1, 0);
    assertThat(check.norm(new InMemoryUpdate(facts, trained))).isPositive();
  }

  @Test
  void aStudentLearnsFromLabelsAndIsMeasuredOnWhatIsHeldOut() throws Exception {
    List<Progress> heard = new CopyOnWriteArrayList<>();
    StudentTrainingJob job =
        new StudentTrainingJob(
            student,
            new StudentTrainingJob.Pictures(data, null, null, 3),
            1,
            TrainingOptions.fineTuning(1, 2, 1e-3, 1),
            null,
            folder);

    StudentTrainingResult result;
    try (TrainingProcess training = TrainingProcess.start(job, LIMITS, heard::add)) {
      result = (StudentTrainingResult) training.result().get(4, TimeUnit.MINUTES);
    }

    assertThat(result.examples()).isEqualTo(4);
    assertThat(result.epochs()).isOne();
    assertThat(heard).last().matches(p -> p.stage().equals("training") && p.checkpointed() == 1);
    assertThat(Graph.read(job.trained()).nodes()).isNotEmpty();
    assertThat(folder.resolve("fp32.onnx")).isNotEmptyFile();
  }

  @Test
  void aDistillationLeavesScoredVariants() throws Exception {
    DistillationJob job =
        new DistillationJob(
            new DistillationJob.Models(student, student, student),
            new DistillationJob.Pictures(data, data),
            new DistillationJob.Training(1, 3, 1e-3, ComputePrecision.BFLOAT16, 3),
            new DistillationJob.Teaching(2, 0.5),
            0,
            folder.resolve("d"));

    DistillationResult result;
    try (TrainingProcess training = TrainingProcess.start(job, LIMITS, p -> {})) {
      result = (DistillationResult) training.result().get(4, TimeUnit.MINUTES);
    }

    assertThat(result.variants()).extracting(VariantResult::name).containsExactly("fp32", "int8");
    for (VariantResult variant : result.variants()) {
      assertThat(variant.file()).isRegularFile();
      assertThat(variant.score().images()).isEqualTo(6);
      assertThat(variant.score().latencyP50Millis()).isPositive();
      assertThat(variant.score().datasetDigest()).isEqualTo(result.baseline().datasetDigest());
    }
    assertThat(job.trained()).isRegularFile();
    assertThat(result.recipe()).containsKeys("epochs", "learning_rate", "temperature", "int8");
    assertThat(result.recipe()).containsEntry("precision", "BFLOAT16").doesNotContainKey("levels");
  }

  @Test
  void aJobThatCannotBeDoneSaysWhy() throws Exception {
    Path missing = folder.resolve("missing.onnx");
    LocalUpdateJob job = new LocalUpdateJob(missing, data, 1, 2, 1e-3, 1, folder.resolve("out"));

    try (TrainingProcess training = TrainingProcess.start(job, LIMITS, p -> {})) {
      TrainingException e = failure(training);
      assertThat(e).hasMessageContaining(missing.toString()).hasMessageContaining("ended with 2");
      assertThat(e.worthRetrying()).isFalse();
    }
  }

  @Test
  void aChildThatDoesNothingIsKilled() throws Exception {
    Limits limits = new Limits(4096, Duration.ofSeconds(15), 5, 1);
    CountDownLatch trains = new CountDownLatch(1);
    try (TrainingProcess training =
        TrainingProcess.start(update(FOR_EVER), limits, p -> trains.countDown())) {
      assertThat(trains.await(4, TimeUnit.MINUTES)).isTrue();

      new ProcessBuilder("kill", "-STOP", Long.toString(training.pid())).start().waitFor();

      TrainingException e = failure(training);
      assertThat(e).hasMessageContaining("it showed no progress for 15 s");
      assertThat(e.worthRetrying()).isTrue();
    }
  }

  @Test
  void aChildIsKilledAboveItsMemory() throws Exception {
    Limits small = new Limits(256, Duration.ofMinutes(4), 5, 1);
    try (TrainingProcess training = TrainingProcess.start(update(FOR_EVER), small, p -> {})) {
      // above the heap's half it stops by itself, above the whole it is killed: either says so
      assertThat(failure(training).getMessage())
          .containsAnyOf("MiB of the 256", "OutOfMemory", "ended with 3");
    }
  }

  @Test
  void aClosedProcessIsGone() throws Exception {
    CountDownLatch trains = new CountDownLatch(1);
    TrainingProcess training =
        TrainingProcess.start(update(FOR_EVER), LIMITS, p -> trains.countDown());
    assertThat(trains.await(4, TimeUnit.MINUTES)).isTrue();
    CompletableFuture<ProcessHandle> end = ProcessHandle.of(training.pid()).orElseThrow().onExit();

    training.close();

    end.get(30, TimeUnit.SECONDS);
    assertThat(failure(training)).hasMessageContaining("it was cancelled");
  }

  @Test
  void aChildThatIsToldToStopLeavesItsCheckpoint() throws Exception {
    CountDownLatch epoch = new CountDownLatch(1);
    try (TrainingProcess training =
        TrainingProcess.start(
            update(FOR_EVER),
            LIMITS,
            p -> {
              if (p.checkpointed() > 0) {
                epoch.countDown();
              }
            })) {
      assertThat(epoch.await(4, TimeUnit.MINUTES)).isTrue();

      ProcessHandle.of(training.pid()).orElseThrow().destroy(); // SIGTERM

      TrainingException e = failure(training);
      assertThat(e)
          .hasMessageContaining("ended with 143")
          .hasMessageContaining("stopped by a signal");
      assertThat(e.worthRetrying()).isTrue();
      assertThat(folder.resolve("out").resolve(JobFiles.CHECKPOINT)).isNotEmptyFile();
    }
  }

  @Test
  void aChildDiesWithItsParent() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                student.toString(),
                data.toString(),
                folder.resolve("out").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      long pid = Long.parseLong(out.readLine().strip());
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      assertThat(out.readLine()).isEqualTo("trains");

      parent.destroyForcibly(); // SIGKILL

      child.onExit().get(30, TimeUnit.SECONDS);
      assertThat(child.isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Starts a training without end and waits. */
  static final class Parent {
    public static void main(String[] arguments) throws Exception {
      LocalUpdateJob job =
          new LocalUpdateJob(
              Path.of(arguments[0]),
              Path.of(arguments[1]),
              FOR_EVER,
              2,
              1e-3,
              1,
              Path.of(arguments[2]));
      CountDownLatch trains = new CountDownLatch(1);
      TrainingProcess training = TrainingProcess.start(job, LIMITS, p -> trains.countDown());
      System.out.println(training.pid());
      trains.await();
      System.out.println("trains");
      training.result().get();
    }
  }

  @Test
  void limitsAreChecked() {
    assertThatThrownBy(() -> new Limits(10, Duration.ofMinutes(1), 0, 1))
        .hasMessageContaining("10 MiB");
    assertThatThrownBy(() -> new Limits(512, Duration.ZERO, 0, 1)).hasMessageContaining("is none");
    assertThatThrownBy(() -> new Limits(512, Duration.ofMinutes(1), 20, 1))
        .hasMessageContaining("0 to 19");
  }

  private LocalUpdateJob update(int epochs) {
    return new LocalUpdateJob(student, data, epochs, 3, 1e-3, 1, folder.resolve("out"));
  }

  private static TrainingException failure(TrainingProcess training) {
    Throwable thrown = catchThrowable(() -> training.result().get(4, TimeUnit.MINUTES));
    assertThat(thrown).isInstanceOf(ExecutionException.class);
    assertThat(thrown.getCause()).isInstanceOf(TrainingException.class);
    return (TrainingException) thrown.getCause();
  }
}
