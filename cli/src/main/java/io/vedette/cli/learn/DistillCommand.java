package io.vedette.cli.learn;

import io.vedette.cli.check.Range;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.distill.AverageTeacher;
import io.vedette.federated.distill.DenseTeacher;
import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.FeatureDistillation;
import io.vedette.federated.distill.LabelledShare;
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
    @Option(
        names = "--teacher",
        paramLabel = "T",
        description = "An ONNX file or a version; repeatable.")
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
    DistillationLoss.Settings lesson = how.settings(settings.seed());
    double share = share();
    if (teaching.self && share == 0) {
      throw new ParameterException(
          spec.commandLine(), "--self labels no pictures: --labelled-share must be above 0");
    }
    TrainingData given = settings.data(share > 0, spec.commandLine().getErr());
    return StoppableTraining.run(
        spec.commandLine(), settings.output(), training -> learn(given, lesson, share, training));
  }

  private void learn(
      TrainingData given,
      DistillationLoss.Settings lesson,
      double share,
      StoppableTraining training)
      throws DetectorException, IOException, InterruptedException {
    Graph start = rounding.trained(start(given.trained()), given.trained(), training::check);
    checkTeachers(start, lesson);
    Dataset data = labelled(given.trained(), start, share, training);
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
    DetectorTrainer trainer =
        settings.trainer(settings.options(fresh), given.measured(), config, training);
    TrainingResult result =
        blackBox ? train(trainer, start, data) : taught(trainer, start, data, lesson);
    rounding.export(result.graph(), settings.output());
    PrintWriter out = spec.commandLine().getOut();
    out.println(TrainedText.of(result, settings.output()));
    out.flush();
  }

  /** What would otherwise be found when the first teacher has seen all pictures. */
  private void checkTeachers(Graph start, DistillationLoss.Settings lesson)
      throws DetectorException {
    if (teaching.self || blackBox) {
      return;
    }
    DetectorSpec student = SpecInference.infer(start, Hints.NONE, "the student");
    for (Path file : teaching.teachers) {
      Graph teacher = teacher(file);
      boolean first = file.equals(teaching.teachers.get(0));
      try {
        DenseTeacher.check(
            teacher,
            student,
            first && lesson.terms().needsFeatures() ? features(teacher) : List.of());
      } catch (DetectorException e) {
        throw new DetectorException(file + ": " + e.getMessage(), e);
      }
    }
  }

  private static Graph teacher(Path file) throws DetectorException {
    return NamedModels.read(file, Hints.NONE).withSpec();
  }

  private List<String> features(Graph teacher) throws DetectorException {
    return FeatureDistillation.levels(teacher, how.teacherTensors());
  }

  private Graph start(Dataset data) throws DetectorException {
    return learner.student == null
        ? network.of(String.valueOf(learner.architecture), data.labels(), settings.seed())
        : NamedModels.read(learner.student, Hints.NONE).withSpec();
  }

  private TrainingResult taught(
      DetectorTrainer trainer, Graph start, Dataset data, DistillationLoss.Settings lesson)
      throws DetectorException, InterruptedException {
    List<String> own =
        lesson.terms().needsFeatures()
            ? FeatureDistillation.levels(start, how.studentTensors())
            : List.of();
    if (teaching.self) {
      try (Teacher average = AverageTeacher.of(start, own);
          DistillationLoss loss = FeatureDistillation.of(average, lesson, start, own, start, own)) {
        return train(trainer.with(loss), start, data);
      }
    }
    Graph first = teacher(teaching.teachers.get(0));
    List<String> theirs = lesson.terms().needsFeatures() ? features(first) : List.of();
    List<DenseTeacher> teachers = teachers(start, theirs);
    try (Teacher teacher = new SeveralTeachers(teachers);
        DistillationLoss loss =
            FeatureDistillation.of(teacher, lesson, start, own, first, theirs)) {
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
  private Dataset labelled(Dataset pictures, Graph start, double share, StoppableTraining training)
      throws DetectorException {
    if (share == 1) {
      return pictures;
    }
    if (share > 0 && teaching.self) {
      return part.of(pictures, share).repeated();
    }
    FirstTeacher teacher =
        new FirstTeacher(
            teaching.teachers.get(0), threshold, how.memory(), spec.commandLine().getErr());
    DetectorSpec student = SpecInference.infer(start, Hints.NONE, "the student");
    if (share == 0) {
      return teacher.label(pictures, student, List.of(), training);
    }
    LabelledShare shared = part.of(pictures, share);
    List<Sample> all = new ArrayList<>(shared.labelled().samples());
    all.addAll(teacher.label(shared.others(), student, pictures.labels(), training).samples());
    return pictures.withSamples(all);
  }
}
