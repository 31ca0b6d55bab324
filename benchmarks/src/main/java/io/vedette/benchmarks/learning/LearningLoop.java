package io.vedette.benchmarks.learning;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.federated.worker.DistillationJob;
import io.vedette.federated.worker.Job;
import io.vedette.federated.worker.Limits;
import io.vedette.federated.worker.LocalUpdateJob;
import io.vedette.federated.worker.TrainingException;
import io.vedette.federated.worker.TrainingProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Trains one version after the other, as rounds with one device and a distiller do: a local update
 * on the newest frames, then the distillation. Each version is the start of the next; none is
 * refused. A version that has its figures is not trained again.
 *
 * @param scenario what is shown, and what versions are judged on
 * @param student the first version, in training form
 * @param selection which of the frames are trained on
 * @param settings of the trainings
 * @param folder where versions and figures are
 */
record LearningLoop(
    LearningScenario scenario,
    Graph student,
    FrameSelection selection,
    Settings settings,
    Path folder) {

  private static final Limits LIMITS = new Limits(4096, Duration.ofMinutes(30), 0, 1);

  /** A device trains on its newest frames, at most so many. */
  private static final int LOCAL_FRAMES = 100;

  private static final int LOCAL_EPOCHS = 2;
  private static final int BATCH = 8;
  private static final double TEMPERATURE = 4;
  private static final double ALPHA = 0.7;

  /**
   * How versions are trained.
   *
   * @param epochs of a distillation
   * @param learningRate of local updates and distillations; 0: the usual one for the graph
   * @param seed of the trainings
   */
  record Settings(int epochs, double learningRate, long seed) {}

  /** AP50 of every version on every judged set, the first version's first. */
  List<Map<String, Double>> run(PrintWriter out)
      throws DetectorException, IOException, InterruptedException {
    List<Map<String, Double>> rows = new ArrayList<>();
    List<Sample> frames = new ArrayList<>(scenario.history());
    Path current = Files.createDirectories(folder).resolve("start.onnx");
    student.write(current);
    rows.add(judged(current, 0, out));
    for (int version = 1; version <= scenario.shown().size(); version++) {
      frames.addAll(scenario.shown().get(version - 1));
      Path next = folder.resolve("version-" + version + ".onnx");
      if (!Files.exists(next)) {
        train(current, frames, version, next);
      }
      current = next;
      rows.add(judged(current, version, out));
    }
    return rows;
  }

  private void train(Path current, List<Sample> frames, int version, Path next)
      throws DetectorException, IOException, InterruptedException {
    List<Sample> newest = selection.newest(frames, LOCAL_FRAMES);
    Path job = folder.resolve("job-" + version);
    LocalUpdateJob update =
        new LocalUpdateJob(
            current,
            written(newest, job.resolve("local/annotations.json")),
            LOCAL_EPOCHS,
            BATCH,
            settings.learningRate(),
            settings.seed() + version,
            Files.createDirectories(job.resolve("local-output")));
    run(update);
    Path aggregated = job.resolve("aggregated.onnx");
    GraphWeights.into(Graph.read(current), WeightsFile.read(update.update())).write(aggregated);
    DistillationJob distillation =
        new DistillationJob(
            new DistillationJob.Models(aggregated, current, null),
            new DistillationJob.Pictures(
                written(selection.of(frames), job.resolve("training/annotations.json")),
                written(
                    scenario.validation().samples(), job.resolve("validation/annotations.json"))),
            new DistillationJob.Training(
                settings.epochs(),
                BATCH,
                settings.learningRate(),
                ComputePrecision.FLOAT32,
                settings.seed()),
            new DistillationJob.Teaching(TEMPERATURE, ALPHA),
            0,
            Files.createDirectories(job.resolve("output")));
    run(distillation);
    Files.copy(distillation.trained(), next);
  }

  private Path written(List<Sample> samples, Path file) throws IOException {
    CocoWriter.write(scenario.validation().withSamples(samples), file);
    return file;
  }

  private static void run(Job job) throws DetectorException, InterruptedException {
    try (TrainingProcess process = TrainingProcess.start(job, LIMITS, progress -> {})) {
      process.result().get();
    } catch (ExecutionException | TrainingException e) {
      throw new DetectorException(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, Double> judged(Path version, int number, PrintWriter out)
      throws DetectorException, IOException {
    Map<String, Double> row = new LinkedHashMap<>();
    for (Map.Entry<String, Dataset> set : scenario.judged().entrySet()) {
      Path kept =
          folder.resolve("version-" + number + "-" + set.getKey().replace(' ', '-') + ".txt");
      if (!Files.exists(kept)) {
        Files.writeString(kept, Double.toString(ap50(version, Hints.NONE, set.getValue())));
      }
      row.put(set.getKey(), Double.parseDouble(Files.readString(kept)));
    }
    out.printf(Locale.ROOT, "%s version %d: %s%n", folder.getFileName(), number, row);
    out.flush();
    return row;
  }

  /** AP50 of a model on labelled pictures, over all scores. */
  static double ap50(Path model, Hints hints, Dataset pictures) throws DetectorException {
    Hints whole =
        hints.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);
    try (Detector detector = OnnxDetector.open(model, whole, RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, pictures, done -> {}).metrics().ap50();
    }
  }
}
