package io.vedette.federated.worker;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.input.FewerLevels;
import io.vedette.federated.distill.DenseTeacher;
import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.DistillationTerms;
import io.vedette.federated.distill.SampleWeighting;
import io.vedette.federated.distill.Temperature;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.FineTuningRate;
import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.RunFolder;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.example.Batches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a {@link DistillationJob}: trains the student on the verdicts and, where the teacher's graph
 * is there, on its dense answers; exports it; scores every variant and the baseline on the same
 * validation pictures. What is found on these chooses no weights here, not even the best epoch:
 * they are what the gate judges by. They may speak against an {@link EarlierExit}, and of two INT8
 * forms the clock chooses. The training form keeps all levels.
 *
 * <p>Epochs, and what is made of the trained student afterwards, are kept in the job's checkpoint
 * and not done again by a process that takes the job over.
 */
final class DistillationTask {

  private static final Logger log = LoggerFactory.getLogger(DistillationTask.class);

  private static final String BASELINE = "evaluating baseline";
  private static final String LEVELS = "choosing levels";
  private static final String COMPRESSING = "compressing";
  private static final String EVALUATING = "evaluating";

  private static final String ANSWERS_FILE = "answers.json";

  /** The student as it is, then every earlier exit of its three levels. */
  private static final int EXITS = 3;

  private static final int MOST_FORMS = 3;

  /**
   * A picture that is trained on takes about as long as four that are evaluated: forward, backward,
   * and the slower engine. The remaining time is estimated from it.
   */
  private static final long TRAINED_PICTURE = 4;

  private final DistillationJob job;
  private final JobProgress progress;
  private final Dataset data;
  private final Dataset heldOut;
  private final Map<String, String> recipe = new LinkedHashMap<>();

  private DistillationTask(DistillationJob job, JobProgress progress) throws DetectorException {
    this.job = job;
    this.progress = progress;
    this.data = JobPictures.open(job.pictures().training());
    this.heldOut = JobPictures.open(job.pictures().validation());
    int pictures = data.samples().size();
    int held = heldOut.samples().size();
    int batch = job.training().batch();
    progress
        .planTraining(
            job.training().epochs(), Batches.count(pictures, batch), TRAINED_PICTURE * batch)
        .plan(BASELINE, 2L * held)
        .plan(LEVELS, job.exitLoss() > 0 ? (long) EXITS * (pictures + held) : 0)
        .plan(COMPRESSING, Math.min(pictures, Exporter.STANDARD.pictures()))
        .plan(EVALUATING, (long) (MOST_FORMS + 1) * held);
  }

  /**
   * A graph that devices could run.
   *
   * @param variant that it is a form of, "fp32", "int8"
   * @param made how
   */
  record Form(String variant, Graph graph, String made) {}

  /** A form with what it scored. */
  record Measured(Form form, Score score) {

    static Measured quicker(Measured one, Measured other) {
      return other.score.latencyP50Millis() < one.score.latencyP50Millis() ? other : one;
    }
  }

  /** How many of the student's levels devices look at, and why; 0 where none can be left out. */
  private record KeptLevels(int count, int of, String why) {}

  static DistillationResult run(DistillationJob job, Consumer<Progress> listener)
      throws DetectorException, IOException, InterruptedException {
    return new DistillationTask(job, new JobProgress(listener)).run();
  }

  private DistillationResult run() throws DetectorException, IOException, InterruptedException {
    Graph student = Graph.readArtifact(job.models().student());
    Graph baseline = Graph.readArtifact(job.models().baseline());
    RunFolder folder = RunFolder.unattended(job.output(), log::warn);
    TrainingResult training = train(student, folder);
    long start = System.nanoTime();
    Graph trained = training.graph();
    trained.write(job.trained());
    FinishedStages stages = FinishedStages.in(folder.checkpoint());
    Judge judge = new Judge(heldOut, progress::looked);
    progress.begin(BASELINE);
    Score before =
        stages.once(
            "baseline",
            Score.class,
            () -> judge.score(Exporter.fp32(baseline), job.models().baseline().toString()));
    Answers old =
        stages.once(
            "baseline-answers",
            Answers.class,
            () ->
                new Answers(
                    judge.answers(Exporter.fp32(baseline), job.models().baseline().toString())));
    Graph deployed = deployed(trained, stages, before);
    List<Form> forms = forms(deployed, stages);
    progress.begin(EVALUATING);
    Map<String, Measured> quickest = new LinkedHashMap<>();
    for (int i = 0; i < forms.size(); i++) {
      Form form = forms.get(i);
      Score score =
          stages.once("score-" + i, Score.class, () -> judge.score(form.graph(), form.variant()));
      quickest.merge(form.variant(), new Measured(form, score), Measured::quicker);
    }
    List<VariantResult> variants = new ArrayList<>();
    for (Measured measured : quickest.values()) {
      Form form = measured.form();
      Path file = job.output().resolve(form.variant() + ".onnx");
      form.graph().write(file);
      recipe.put(form.variant(), form.made());
      variants.add(new VariantResult(form.variant(), file, measured.score()));
    }
    Answers now =
        stages.once(
            "answers",
            Answers.class,
            () -> new Answers(judge.answers(forms.get(0).graph(), forms.get(0).variant())));
    Path answers = job.output().resolve(ANSWERS_FILE);
    FrameAnswers.write(answers, answers(old, now));
    double seconds = training.seconds() + (System.nanoTime() - start) / 1e9;
    return new DistillationResult(variants, before, answers, seconds, recipe);
  }

  /** Answers to all pictures, as they are kept in a checkpoint. */
  record Answers(List<List<Detection>> byPicture) {}

  private List<FrameAnswers> answers(Answers old, Answers now) {
    List<FrameAnswers> answers = new ArrayList<>();
    for (int i = 0; i < heldOut.samples().size(); i++) {
      String file = String.valueOf(heldOut.samples().get(i).file().getFileName());
      String frame = file.substring(0, file.lastIndexOf('.'));
      answers.add(new FrameAnswers(frame, old.byPicture().get(i), now.byPicture().get(i)));
    }
    return answers;
  }

  private TrainingResult train(Graph student, RunFolder folder)
      throws DetectorException, IOException, InterruptedException {
    DistillationJob.Training settings = job.training();
    double rate = FineTuningRate.of(settings.learningRate(), student);
    TrainingOptions options =
        TrainingOptions.fineTuning(settings.epochs(), settings.batch(), rate, settings.seed())
            .withPrecision(settings.precision());
    recipe.put("epochs", Integer.toString(settings.epochs()));
    recipe.put("batch", Integer.toString(settings.batch()));
    recipe.put("learning_rate", Double.toString(rate));
    recipe.put("optimizer", options.optimizer().kind().name());
    recipe.put("precision", settings.precision().name());
    recipe.put("seed", Long.toString(settings.seed()));
    recipe.put("training_pictures", Integer.toString(data.samples().size()));
    DetectorTrainer trainer =
        new DetectorTrainer(options)
            .into(folder, true)
            .identifiedBy(JobDigest.of(job, data, heldOut))
            .followedBy(progress);
    Path teacher = job.models().teacher();
    if (teacher == null) {
      recipe.put("teacher", "black box: its verdicts are the labels");
      return trainer.train(student, data, ProgressListener.SILENT);
    }
    recipe.put("teacher", "dense logits and its verdicts");
    recipe.put("temperature", Double.toString(job.teaching().temperature()));
    recipe.put("alpha", Double.toString(job.teaching().alpha()));
    DetectorSpec spec = SpecInference.infer(student, Hints.NONE, job.models().student().toString());
    int threads = Integer.getInteger("vedette.threads", 1);
    DistillationLoss.Settings teaching =
        new DistillationLoss.Settings(
            DistillationTerms.parse(DistillationTerms.USUAL),
            job.teaching().alpha(),
            Temperature.of(job.teaching().temperature()),
            SampleWeighting.EVEN,
            job.training().seed());
    try (DenseTeacher dense = DenseTeacher.open(Graph.read(teacher), spec, threads);
        DistillationLoss loss = DistillationLoss.byLogits(dense, teaching)) {
      return trainer.with(loss).train(student, data, ProgressListener.SILENT);
    }
  }

  /** The student, or as much of it as is worth running: the loss that is allowed may be none. */
  private Graph deployed(Graph trained, FinishedStages stages, Score before)
      throws DetectorException, IOException {
    if (!(job.exitLoss() > 0)) {
      return trained;
    }
    progress.begin(LEVELS);
    KeptLevels levels = stages.once("levels", KeptLevels.class, () -> levels(trained, before));
    recipe.put("levels", levels.count() == 0 ? "all" : levels.count() + " of " + levels.of());
    recipe.put("levels_why", levels.why());
    return levels.count() < levels.of() ? FewerLevels.of(trained, levels.count()) : trained;
  }

  private KeptLevels levels(Graph trained, Score before) {
    try {
      EarlierExit.Choice choice =
          new EarlierExit(trained, data, heldOut, job.exitLoss(), progress::looked)
              .choose(before.ap50());
      return new KeptLevels(choice.levels(), choice.of(), choice.why());
    } catch (DetectorException e) {
      return new KeptLevels(0, 0, String.valueOf(e.getMessage()));
    }
  }

  private List<Form> forms(Graph deployed, FinishedStages stages)
      throws DetectorException, IOException {
    progress.begin(COMPRESSING);
    ExportedForms exported =
        stages.once(
            "forms", ExportedForms.class, () -> ExportedForms.of(deployed, data, progress::looked));
    if (!exported.withoutInt8().isEmpty()) {
      recipe.put("int8", exported.withoutInt8());
    }
    return exported.graphs();
  }
}
