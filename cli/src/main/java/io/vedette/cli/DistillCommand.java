package io.vedette.cli;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.distill.DenseTeacher;
import io.vedette.federated.distill.LogitDistillation;
import io.vedette.federated.distill.PseudoLabels;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette distill}: a student learns from a teacher. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    description = "Teach a student what a teacher sees in some pictures.")
final class DistillCommand implements Callable<Integer> {

  @Option(names = "--teacher", required = true, paramLabel = "T", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path teacher;

  @Option(
      names = "--student",
      required = true,
      paramLabel = "S",
      description = "An ONNX file in training form.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path student;

  @Mixin private final TrainingSettings settings = new TrainingSettings();

  @Option(
      names = "--black-box",
      description = "Use only the teacher's boxes; for teachers of another family or input.")
  private boolean blackBox;

  @Option(
      names = "--own-labels",
      description = "Keep the labels of --data beside the teacher's dense answer.")
  private boolean ownLabels;

  @Option(
      names = "--threshold",
      defaultValue = "0.4",
      paramLabel = "SCORE",
      description = "The teacher's boxes that count as labels (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Option(
      names = "--temperature",
      defaultValue = "2",
      paramLabel = "T",
      description = "Softens both answers (default: ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--alpha",
      defaultValue = "0.5",
      description = "What the dense answer counts against the labels (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    Graph start = Graph.read(student);
    TrainingData given = settings.data(spec.commandLine().getErr());
    Dataset data = ownLabels ? given.trained() : labelled(given.trained());
    Map<String, Object> config =
        Map.of(
            "student",
            student.toString(),
            "teacher",
            teacher.toString(),
            "threshold",
            threshold,
            "temperature",
            temperature,
            "alpha",
            blackBox ? 0 : alpha);
    DetectorTrainer trainer = settings.trainer(settings.options(false), given.measured(), config);
    TrainingResult result = blackBox ? train(trainer, start, data) : dense(trainer, start, data);
    Exporter.fp32(result.graph()).write(settings.output().resolve("fp32.onnx"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
    return 0;
  }

  private TrainingResult dense(DetectorTrainer trainer, Graph start, Dataset data)
      throws DetectorException, InterruptedException {
    var own = SpecInference.infer(start, Hints.NONE, student.toString());
    try (DenseTeacher dense = DenseTeacher.open(Graph.read(teacher), own, 2)) {
      return train(trainer.with(new LogitDistillation(dense, temperature, alpha)), start, data);
    }
  }

  private TrainingResult train(DetectorTrainer trainer, Graph start, Dataset data)
      throws DetectorException, InterruptedException {
    return trainer.train(start, data, new TrainingLine(spec.commandLine().getErr()));
  }

  private Dataset labelled(Dataset pictures) throws DetectorException {
    Hints hints = Hints.NONE.withScoreThreshold(threshold);
    try (Detector detector = OnnxDetector.open(teacher, hints, RuntimeOptions.DEFAULT)) {
      ProgressLine progress =
          new ProgressLine(
              spec.commandLine().getErr(), "asking the teacher", pictures.samples().size());
      return PseudoLabels.of(detector, pictures, threshold, progress::at);
    }
  }
}
