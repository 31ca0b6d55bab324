package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.graph.Graph;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.autograd.Scope;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that was killed goes on from its last epoch, here or elsewhere. */
final class JobResumeTest {

  private static final Limits LIMITS = new Limits(4096, Duration.ofMinutes(4), 5, 1);

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path student;
  private static Path data;

  @BeforeAll
  static void makeAStudentAndPictures() throws Exception {
    Scope.useThreads(1); // or sums differ in their last digit from run to run
    student = shared.resolve("student.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, 1)
        .write(student);
    data = shared.resolve("data");
    ScenarioDataset.write(data, 5, 6, Condition.NORMAL, done -> {});
  }

  private LocalUpdateJob update(String output) {
    return new LocalUpdateJob(student, data, 5, 3, 1e-3, 1, folder.resolve(output));
  }

  private DistillationJob distillation(String output) {
    return new DistillationJob(
        new DistillationJob.Models(student, student, student),
        new DistillationJob.Pictures(data, data),
        new DistillationJob.Training(3, 3, 1e-3, ComputePrecision.FLOAT32, 3),
        new DistillationJob.Teaching(2, 0.5),
        0.2,
        folder.resolve(output));
  }

  /** Killed with -9, at whatever it does after an epoch. */
  private static void killAfter(int epoch, Job job) throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    try (TrainingProcess training =
        TrainingProcess.start(
            job,
            LIMITS,
            progress -> {
              if (progress.checkpointed() == epoch) {
                reached.complete(null);
              }
            })) {
      reached.get(4, TimeUnit.MINUTES);
      ProcessHandle.of(training.pid()).ifPresent(ProcessHandle::destroyForcibly);
      assertThat(training.result()).failsWithin(Duration.ofMinutes(1));
    }
  }

  private static List<Progress> done(Job job) throws Exception {
    List<Progress> heard = new CopyOnWriteArrayList<>();
    try (TrainingProcess training = TrainingProcess.start(job, LIMITS, heard::add)) {
      training.result().get(4, TimeUnit.MINUTES);
    }
    return heard;
  }

  @Test
  void aLearnerThatIsKilledAgainAndAgainEndsWithTheSameWeights() throws Exception {
    LocalUpdateTask.run(update("whole"), progress -> {});
    killAfter(1, update("killed"));
    killAfter(3, update("killed"));

    List<Progress> heard = done(update("killed"));

    assertEqual(
        WeightsFile.read(update("killed").update()), WeightsFile.read(update("whole").update()));
    assertThat(heard).noneMatch(p -> p.epoch() > 0 && p.epoch() <= 3);
    assertThat(heard).anyMatch(p -> p.checkpointed() == 3 && p.steps() == 6);
    assertThat(heard).last().matches(p -> p.steps() == 10 && p.stepsTotal() == 10);
    assertThat(heard).last().matches(p -> p.checkpointed() == 5 && p.epochSeconds() > 0);
  }

  @Test
  void anotherWorkerGoesOnWithADistillation() throws Exception {
    DistillationTask.run(distillation("whole"), progress -> {});
    killAfter(2, distillation("first"));
    Path elsewhere = Files.createDirectories(folder.resolve("second"));
    Files.copy(
        folder.resolve("first").resolve(JobFiles.CHECKPOINT),
        elsewhere.resolve(JobFiles.CHECKPOINT));

    List<Progress> heard = new ArrayList<>();
    DistillationTask.run(distillation("second"), heard::add);

    assertThat(heard).noneMatch(p -> p.epoch() == 1 || p.epoch() == 2);
    for (String file : List.of("training.onnx", "fp32.onnx")) {
      assertEqual(
          GraphWeights.of(Graph.read(elsewhere.resolve(file))),
          GraphWeights.of(Graph.read(folder.resolve("whole").resolve(file))));
    }
  }

  @Test
  void whatWasFinishedAfterTheTrainingIsNotDoneAgain() throws Exception {
    DistillationJob job = distillation("d");
    List<Progress> first = stoppedWhen(job, p -> p.stage().equals("choosing levels"));
    List<Progress> second = stoppedWhen(job, p -> p.stage().equals("evaluating"));
    List<Progress> third = new ArrayList<>();
    DistillationResult result = DistillationTask.run(job, third::add);

    assertThat(first).anyMatch(p -> p.epoch() == 3);
    assertThat(second).noneMatch(p -> p.epoch() > 0);
    assertThat(begin(first, "choosing levels")).isGreaterThan(begin(first, "evaluating baseline"));
    assertThat(begin(second, "choosing levels")).isEqualTo(begin(second, "evaluating baseline"));
    assertThat(begin(second, "evaluating")).isGreaterThan(begin(second, "compressing"));
    assertThat(begin(third, "evaluating")).isEqualTo(begin(third, "compressing"));
    assertThat(result.variants()).extracting(VariantResult::name).containsExactly("fp32", "int8");
    assertThat(result.recipe()).containsKeys("levels", "levels_why", "epochs");
    assertThat(third).last().matches(p -> p.steps() <= p.stepsTotal());
  }

  /** The work that was done when a stage began. */
  private static long begin(List<Progress> heard, String stage) {
    return heard.stream().filter(p -> p.stage().equals(stage)).findFirst().orElseThrow().steps();
  }

  private static List<Progress> stoppedWhen(DistillationJob job, Predicate<Progress> there) {
    List<Progress> heard = new ArrayList<>();
    assertThatThrownBy(
            () ->
                DistillationTask.run(
                    job,
                    progress -> {
                      heard.add(progress);
                      if (there.test(progress)) {
                        throw new IllegalStateException("killed");
                      }
                    }))
        .hasMessage("killed");
    return heard;
  }

  @Test
  void aCheckpointOfAnotherJobIsOfNoUse() throws Exception {
    LocalUpdateTask.run(update("one"), progress -> {});
    LocalUpdateJob other =
        new LocalUpdateJob(student, data, 5, 3, 2e-3, 1, folder.resolve("other"));
    Files.createDirectories(other.output());
    Files.copy(
        folder.resolve("one").resolve(JobFiles.CHECKPOINT),
        other.output().resolve(JobFiles.CHECKPOINT));

    List<Progress> heard = new ArrayList<>();
    LocalUpdateTask.run(other, heard::add);

    assertThat(heard).anyMatch(p -> p.checkpointed() == 1).noneMatch(p -> p.checkpointed() > 5);
    assertThat(heard.get(1).steps()).isZero();
  }

  @Test
  void theDigestIsOfContentsAndSettingsAndNotOfPlaces() throws Exception {
    var pictures = io.vedette.detector.dataset.Datasets.open(data, null);
    Path moved = Files.copy(student, folder.resolve("moved.onnx"));
    LocalUpdateJob job = update("a");
    String digest = JobDigest.of(job, pictures);

    assertThat(JobDigest.of(new LocalUpdateJob(moved, folder, 5, 3, 1e-3, 1, folder), pictures))
        .isEqualTo(digest);
    assertThat(JobDigest.of(new LocalUpdateJob(student, data, 5, 3, 1e-3, 2, folder), pictures))
        .isNotEqualTo(digest);
    assertThat(JobDigest.of(job, pictures.withSamples(pictures.samples().subList(0, 5))))
        .isNotEqualTo(digest);
  }

  private static void assertEqual(Weights one, Weights other) {
    assertThat(one.byName().keySet()).isEqualTo(other.byName().keySet());
    one.byName()
        .forEach(
            (name, values) ->
                assertThat(values.data()).as(name).isEqualTo(other.byName().get(name).data()));
  }
}
