package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.graph.ModelFile;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.distill.DenseTeacher;
import io.vedette.federated.distill.DistillationTerms;
import io.vedette.federated.distill.Distilling;
import io.vedette.federated.distill.Emphasis;
import io.vedette.federated.distill.Temperature;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Does a {@link DistillationJob}: trains the student on the verdicts and, where the teacher's graph
 * is there, on its dense answers; exports it; scores every variant and the baseline on the same
 * validation pictures. What is found on these chooses no weights here, not even the best epoch:
 * they are what the gate judges by. They may speak against an {@link EarlierExit}, and of two INT8
 * forms the clock chooses. The training form keeps all levels.
 */
final class Distillation {

  private final DistillationJob job;
  private final Consumer<Progress> progress;
  private final Map<String, String> recipe = new LinkedHashMap<>();

  private Distillation(DistillationJob job, Consumer<Progress> progress) {
    this.job = job;
    this.progress = progress;
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

  static DistillationResult run(DistillationJob job, Consumer<Progress> progress)
      throws DetectorException, IOException, InterruptedException {
    return new Distillation(job, progress).run();
  }

  private DistillationResult run() throws DetectorException, IOException, InterruptedException {
    long start = System.nanoTime();
    Graph student = ModelFile.readArtifact(job.student()).graph();
    Graph baseline = ModelFile.readArtifact(job.baseline()).graph();
    Dataset data = Datasets.open(job.dataset(), null);
    Dataset heldOut = Datasets.open(job.validation(), null);
    Judge judge = new Judge(heldOut);
    Graph trained = train(student, data).graph();
    trained.write(job.training());
    Score before = judge.score(Exporter.fp32(baseline), job.baseline().toString());
    Graph deployed = deployed(trained, data, heldOut, before);
    stage("compressing");
    List<Form> forms = export(deployed, data);
    stage("evaluating");
    Map<String, Measured> quickest = new LinkedHashMap<>();
    for (Form form : forms) {
      Score score = judge.score(form.graph(), form.variant());
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
    double seconds = (System.nanoTime() - start) / 1e9;
    return new DistillationResult(variants, before, seconds, recipe);
  }

  private TrainingResult train(Graph student, Dataset data)
      throws DetectorException, InterruptedException {
    TrainingOptions options =
        TrainingOptions.fineTuning(job.epochs(), job.batch(), job.learningRate(), job.seed())
            .withPrecision(job.precision());
    recipe.put("epochs", Integer.toString(job.epochs()));
    recipe.put("batch", Integer.toString(job.batch()));
    recipe.put("learning_rate", Double.toString(job.learningRate()));
    recipe.put("optimizer", options.optimizer().kind().name());
    recipe.put("precision", job.precision().name());
    recipe.put("seed", Long.toString(job.seed()));
    recipe.put("training_pictures", Integer.toString(data.samples().size()));
    DetectorTrainer trainer = new DetectorTrainer(options);
    Path teacher = job.teacher();
    if (teacher == null) {
      recipe.put("teacher", "black box: its verdicts are the labels");
      return trainer.train(student, data, new TrainingSteps(progress));
    }
    recipe.put("teacher", "dense logits and its verdicts");
    recipe.put("temperature", Double.toString(job.temperature()));
    recipe.put("alpha", Double.toString(job.alpha()));
    DetectorSpec spec = SpecInference.infer(student, Hints.NONE, job.student().toString());
    int threads = Integer.getInteger("vedette.threads", 1);
    Distilling.Settings lesson =
        new Distilling.Settings(
            DistillationTerms.parse(DistillationTerms.USUAL),
            job.alpha(),
            Temperature.of(job.temperature()),
            Emphasis.EVEN,
            job.seed());
    try (DenseTeacher dense = DenseTeacher.open(Graph.read(teacher), spec, threads);
        Distilling loss = Distilling.byLogits(dense, lesson)) {
      return trainer.with(loss).train(student, data, new TrainingSteps(progress));
    }
  }

  /** The student, or as much of it as is worth running: the loss that is allowed may be none. */
  private Graph deployed(Graph trained, Dataset data, Dataset heldOut, Score before) {
    if (!(job.exitLoss() > 0)) {
      return trained;
    }
    stage("choosing levels");
    try {
      EarlierExit.Choice choice =
          new EarlierExit(trained, data, heldOut, job.exitLoss()).choose(before.ap50());
      recipe.put("levels", choice.levels() + " of " + choice.of());
      recipe.put("levels_why", choice.why());
      return choice.graph();
    } catch (DetectorException e) {
      recipe.put("levels", "all");
      recipe.put("levels_why", String.valueOf(e.getMessage()));
      return trained;
    }
  }

  /** INT8 is worth having, but a student that cannot be rounded is a student all the same. */
  private List<Form> export(Graph deployed, Dataset data) {
    List<PictureSource> pictures = new ArrayList<>();
    for (Sample sample : data.samples()) {
      pictures.add(sample::picture);
    }
    String folded = "batch normalisation folded";
    String rounded =
        "QDQ, 7-bit weights per channel, activations " + Exporter.STANDARD.calibrator();
    List<Form> forms = new ArrayList<>();
    try {
      Exporter.Variants variants = Exporter.STANDARD.variants(deployed, pictures);
      forms.add(new Form("fp32", variants.fp32(), folded));
      forms.add(new Form("int8", variants.int8(), rounded));
      variants
          .thinFloat()
          .ifPresent(
              thin -> forms.add(new Form("int8", thin, rounded + ", thin convolutions in float")));
    } catch (DetectorException e) {
      forms.add(new Form("fp32", Exporter.fp32(deployed), folded));
      recipe.put("int8", "none: " + e.getMessage());
    }
    return forms;
  }

  private void stage(String name) {
    progress.accept(new Progress(name, 0, 0, Double.NaN));
  }
}
