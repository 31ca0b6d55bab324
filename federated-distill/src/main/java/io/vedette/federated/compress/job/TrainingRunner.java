package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.recipe.StepTrainingOptions;
import io.vedette.federated.compress.recipe.TrainingTask;
import io.vedette.federated.learn.NetworkStart;
import io.vedette.federated.train.FineTuningRate;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.worker.Limits;
import io.vedette.federated.worker.Progress;
import io.vedette.federated.worker.StudentTrainingJob;
import io.vedette.federated.worker.TrainingException;
import io.vedette.federated.worker.TrainingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the trainings of a recipe, each in a {@link TrainingProcess}. */
final class TrainingRunner {

  private final TrainingPictures pictures;
  private final Path memory;
  private final Limits limits;
  private final Consumer<Progress> onProgress;

  /**
   * @param memory where the teacher's answers are kept for later trainings
   * @param limits of each process
   */
  TrainingRunner(
      TrainingPictures pictures, Path memory, Limits limits, Consumer<Progress> onProgress) {
    this.pictures = pictures;
    this.memory = memory;
    this.limits = limits;
    this.onProgress = onProgress;
  }

  /**
   * Trains, from the folder's checkpoint if there is one. Interrupting the wait ends the process.
   *
   * @return the student of the best epoch, in training form
   * @throws DetectorException when the training fails, or is killed for its memory or its silence
   */
  Graph train(TrainingTask task, Path folder)
      throws DetectorException, IOException, InterruptedException {
    StudentTrainingJob job = job(task, folder);
    try (TrainingProcess process = TrainingProcess.start(job, limits, onProgress)) {
      process.result().get();
    } catch (TrainingException e) {
      throw new DetectorException(String.valueOf(e.getMessage()), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new DetectorException(String.valueOf(cause == null ? e : cause.getMessage()), e);
    }
    return Graph.read(job.trained());
  }

  private StudentTrainingJob job(TrainingTask task, Path folder)
      throws DetectorException, IOException {
    Files.createDirectories(folder);
    StepTrainingOptions options = task.options();
    Graph start = start(task);
    Path student = written(start, folder.resolve("student.onnx"));
    Graph teacher = task.teacher();
    return new StudentTrainingJob(
        student,
        pictures.forJob(),
        options.labelledShare(teacher == null ? 1 : 0),
        training(task, start),
        teacher == null
            ? null
            : teaching(options, written(teacher, folder.resolve("teacher.onnx"))),
        folder);
  }

  private Graph start(TrainingTask task) throws DetectorException {
    Graph student = task.student();
    return student == null
        ? new NetworkStart.OfArchitecture(
                String.valueOf(task.architecture()), task.pixels(), task.options().seed())
            .graph(pictures.open().labels())
        : student;
  }

  private static TrainingOptions training(TrainingTask task, Graph start) throws DetectorException {
    double rate = task.teacher() == null ? FineTuningRate.usual(start) : 1e-3;
    return task.options().training(task.student() == null, rate);
  }

  private StudentTrainingJob.Teaching teaching(StepTrainingOptions options, Path teacher)
      throws DetectorException {
    return new StudentTrainingJob.Teaching(
        teacher,
        StudentTrainingJob.Loss.of(options.loss()),
        options.threshold(),
        options.blackBox(),
        remembering(options));
  }

  /** Answers are worth keeping only if pictures come in the same forms again. */
  private @Nullable Path remembering(StepTrainingOptions options) throws DetectorException {
    return options.variations() > 0 ? memory : null;
  }

  private static Path written(Graph graph, Path file) throws IOException {
    graph.write(file);
    return file;
  }
}
