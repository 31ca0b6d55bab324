package io.vedette.cli.learn;

import io.vedette.cli.option.NamedModels;
import io.vedette.cli.check.Range;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.distill.AverageTeacher;
import io.vedette.federated.distill.DenseTeacher;
import io.vedette.federated.distill.Distilling;
import io.vedette.federated.distill.FeatureDistillation;
import io.vedette.federated.distill.LabelledShare;
import io.vedette.federated.distill.PseudoLabels;
import io.vedette.federated.distill.SeveralTeachers;
import io.vedette.federated.distill.Teacher;
import io.vedette.federated.distill.TeacherMemory;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    description = "Teach a student what a teacher sees in some pictures.",
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
      description = "Use only the teacher's boxes; for teachers of another family or input.")
  private boolean blackBox;

  @Range(least = 0, most = 1)
  @Option(
      names = "--threshold",
      defaultValue = "0.4",
      paramLabel = "SCORE",
      description = "The teacher's boxes that count as labels (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Who teaches. */
  static final class Teaching {
    @Option(names = "--teacher", paramLabel = "T", description = "An ONNX file or a version; repeatable.")
    private List<Path> teachers = new ArrayList<>();

    @Option(names = "--self", description = "The student's own average of its weights.")
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
    Distilling.Settings lesson = how.settings(settings.seed());
    double share = share();
    if (teaching.self && share == 0) {
      throw new ParameterException(
          spec.commandLine(), "--self labels no pictures: --labelled-share must be above 0");
    }
    TrainingData given = settings.data(share > 0, spec.commandLine().getErr());
    Graph start = rounding.trained(start(given.trained()), given.trained());
    Dataset data = labelled(given.trained(), share);
    Map<String, Object> config = new TreeMap<>(how.described());
    config.put(
        "student",
        learner.student == null
            ? String.valueOf(learner.architecture)
            : learner.student.toString());
    config.put(
        "teachers",
        teaching.self ? List.of("self") : teaching.teachers.stream().map(Path::toString).toList());
    config.put("black box", blackBox);
    config.put("threshold", threshold);
    config.put("labelled share", share);
    boolean fresh = learner.student == null;
    DetectorTrainer trainer = settings.trainer(settings.options(fresh), given.measured(), config);
    TrainingResult result =
        blackBox ? train(trainer, start, data) : taught(trainer, start, data, lesson);
    rounding.export(result.graph(), settings.output());
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
    return 0;
  }

  private Graph start(Dataset data) throws DetectorException {
    return learner.student == null
        ? network.of(String.valueOf(learner.architecture), data.labels(), settings.seed())
        : NamedModels.read(learner.student, Hints.NONE).withSpec();
  }

  private TrainingResult taught(
      DetectorTrainer trainer, Graph start, Dataset data, Distilling.Settings lesson)
      throws DetectorException, InterruptedException {
    List<String> own =
        lesson.terms().needsFeatures()
            ? FeatureDistillation.levels(start, how.studentTensors())
            : List.of();
    if (teaching.self) {
      try (Teacher average = AverageTeacher.of(start, own);
          Distilling loss = FeatureDistillation.of(average, lesson, start, own, start, own)) {
        return train(trainer.with(loss), start, data);
      }
    }
    Graph first = NamedModels.read(teaching.teachers.get(0), Hints.NONE).withSpec();
    List<String> theirs =
        lesson.terms().needsFeatures()
            ? FeatureDistillation.levels(first, how.teacherTensors())
            : List.of();
    List<DenseTeacher> teachers = teachers(start, theirs);
    try (Teacher teacher = new SeveralTeachers(teachers);
        Distilling loss = FeatureDistillation.of(teacher, lesson, start, own, first, theirs)) {
      TrainingResult result = train(trainer.with(loss), start, data);
      for (DenseTeacher one : teachers) {
        if (!one.asked().isEmpty()) {
          spec.commandLine().getErr().println("teacher: " + one.asked());
        }
      }
      return result;
    }
  }

  /** All teachers, opened; the first answers with its inner tensors too. */
  private List<DenseTeacher> teachers(Graph start, List<String> features) throws DetectorException {
    DetectorSpec student = SpecInference.infer(start, Hints.NONE, "the student");
    TeacherMemory memory = how.memory();
    List<DenseTeacher> opened = new ArrayList<>();
    try {
      for (Path file : teaching.teachers) {
        List<String> asked = opened.isEmpty() ? features : List.of();
        opened.add(
            DenseTeacher.open(
                NamedModels.read(file, Hints.NONE).withSpec(),
                student,
                new DenseTeacher.Settings(how.threads(), asked, memory)));
      }
      return opened;
    } catch (DetectorException e) {
      opened.forEach(DenseTeacher::close);
      throw e;
    }
  }

  private TrainingResult train(DetectorTrainer trainer, Graph start, Dataset data)
      throws DetectorException, InterruptedException {
    return trainer.train(start, data, new TrainingLine(spec.commandLine().getErr()));
  }

  private double share() {
    return part.share(teaching.self ? 1 : 0);
  }

  /**
   * The pictures with the labels that count, and the others with the first teacher's; without
   * others where nobody else labels them.
   */
  private Dataset labelled(Dataset pictures, double share) throws DetectorException {
    if (share == 1) {
      return pictures;
    }
    if (share == 0) {
      return seen(pictures);
    }
    LabelledShare shared = part.of(pictures, share);
    if (teaching.self) {
      return shared.repeated();
    }
    List<Sample> all = new ArrayList<>(shared.labelled().samples());
    Dataset others = seen(shared.others());
    if (!others.labels().equals(pictures.labels())) {
      throw new DetectorException(
          "the teacher's labels "
              + others.labels()
              + " are not those of the pictures, "
              + pictures.labels()
              + "; use one kind: --labelled-share 0 or 1");
    }
    all.addAll(others.samples());
    return pictures.withSamples(all);
  }

  private Dataset seen(Dataset pictures) throws DetectorException {
    Hints hints = Hints.NONE.withScoreThreshold(threshold);
    Path teacher = teaching.teachers.get(0);
    try (Detector detector = NamedModels.open(teacher, hints, RuntimeOptions.DEFAULT)) {
      ProgressLine progress =
          new ProgressLine(
              spec.commandLine().getErr(), "asking the teacher", pictures.samples().size());
      return PseudoLabels.of(detector, pictures, threshold, progress::at);
    }
  }
}
