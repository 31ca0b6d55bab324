package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.learn.LabelledFraction;
import io.vedette.federated.learn.NetworkStart;
import io.vedette.federated.learn.StudentDistillation;
import io.vedette.federated.learn.TeacherModel;
import io.vedette.federated.learn.TeachingOptions;
import io.vedette.federated.learn.TrainingData;
import io.vedette.federated.learn.TrainingSession;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette distill}: a student learns from a teacher. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    description = "Train a student on the answers of a teacher.",
    footer = {
      "",
      "Labels of --data count as far as --labelled-share says (default: not at all);",
      "the other pictures get the first teacher's boxes as labels. With --self the",
      "student's own average teaches, and all labels count."
    })
public final class DistillCommand implements Callable<Integer> {

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Teaching teaching;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Learner learner;

  @Mixin private final TrainingSettings settings = new TrainingSettings();
  @Mixin private final TeachingSettings how = new TeachingSettings();
  @Mixin private final LabelledPart part = new LabelledPart();
  @Mixin private final QuantizeAware rounding = new QuantizeAware();
  @Mixin private final NewNetwork network = new NewNetwork();

  @Option(
      names = "--black-box",
      description = "Use only the teacher's boxes; for teachers of another family or input size.")
  private boolean blackBox;

  @Range(least = 0, most = 1)
  @Option(
      names = "--threshold",
      defaultValue = "0.4",
      paramLabel = "SCORE",
      description =
          "Lowest score of a teacher's box that counts as a label (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Who teaches. */
  static final class Teaching {
    @Option(
        names = "--teacher",
        paramLabel = "T",
        description = "The teacher: an ONNX file or a version; repeatable.")
    private List<Path> teachers = new ArrayList<>();

    @Option(names = "--self", description = "Learn from the average of the student's own weights.")
    private boolean self;
  }

  /** Who learns. */
  static final class Learner {
    @Option(
        names = "--student",
        paramLabel = "S",
        description = "A trained network: our own in training form, or a detector as exported.")
    private @Nullable Path student;

    @Option(names = "--architecture", paramLabel = "A", description = "A new network, by name.")
    private @Nullable String architecture;
  }

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    if (teaching.self && blackBox) {
      throw new ParameterException(spec.commandLine(), "--self knows no --black-box");
    }
    TeachingOptions options = how.options(settings.seed(), blackBox, threshold);
    LabelledFraction labels = part.fraction(teaching.self ? 1 : 0);
    if (teaching.self && labels.share() == 0) {
      throw new ParameterException(
          spec.commandLine(), "--self labels no pictures: --labelled-share must be above 0");
    }
    TrainingData data = settings.data(labels.share() > 0, spec.commandLine().getErr());
    return StoppableTraining.run(
        spec.commandLine(),
        settings.output(),
        training -> distill(data, options, labels, training));
  }

  private void distill(
      TrainingData data,
      TeachingOptions options,
      LabelledFraction labels,
      StoppableTraining training)
      throws DetectorException, IOException, InterruptedException {
    TrainingSession session = settings.session(data, how.described(), training);
    NetworkStart start = start();
    TrainingResult result =
        new StudentDistillation(
                start,
                teaching.teachers.stream().<TeacherModel>map(NamedTeacher::new).toList(),
                options,
                settings.options(start.fresh()),
                rounding.training(),
                labels)
            .run(data, session);
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
  }

  private NetworkStart start() throws DetectorException {
    Path student = learner.student;
    if (student == null) {
      return network.of(String.valueOf(learner.architecture), settings.seed());
    }
    DetectorModel model = NamedModels.read(student, Hints.NONE);
    return new NetworkStart.OfModel(student.toString(), model.graph(), model.spec());
  }

  /** A teacher named on the command line. */
  private record NamedTeacher(Path file) implements TeacherModel {

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public Graph graph() throws DetectorException {
      return NamedModels.read(file, Hints.NONE).withSpec();
    }

    @Override
    public Detector open(Hints hints) throws DetectorException {
      return NamedModels.open(file, hints, RuntimeOptions.DEFAULT);
    }
  }
}
