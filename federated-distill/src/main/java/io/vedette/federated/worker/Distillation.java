package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
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
 * validation pictures. The validation pictures choose nothing here, not even the best epoch: they
 * are what the gate judges by.
 */
final class Distillation {

  private final DistillationJob job;
  private final Consumer<Progress> progress;
  private final Map<String, String> recipe = new LinkedHashMap<>();

  private Distillation(DistillationJob job, Consumer<Progress> progress) {
    this.job = job;
    this.progress = progress;
  }

  static DistillationResult run(DistillationJob job, Consumer<Progress> progress)
      throws DetectorException, IOException, InterruptedException {
    return new Distillation(job, progress).run();
  }

  private DistillationResult run() throws DetectorException, IOException, InterruptedException {
    long start = System.nanoTime();
    Graph student = Graph.read(job.student());
    Graph baseline = Graph.read(job.baseline());
    Dataset data = Datasets.open(job.dataset(), null);
    Judge judge = new Judge(Datasets.open(job.validation(), null));
    Graph trained = train(student, data).graph();
    trained.write(job.training());
    stage("compressing");
    Map<String, Graph> graphs = export(trained, data);
    stage("evaluating");
    List<VariantResult> variants = new ArrayList<>();
    for (Map.Entry<String, Graph> entry : graphs.entrySet()) {
      Path file = job.output().resolve(entry.getKey() + ".onnx");
      entry.getValue().write(file);
      Score score = judge.score(entry.getValue(), file.toString());
      variants.add(new VariantResult(entry.getKey(), file, score));
    }
    Score before = judge.score(Exporter.fp32(baseline), job.baseline().toString());
    double seconds = (System.nanoTime() - start) / 1e9;
    return new DistillationResult(variants, before, seconds, recipe);
  }

  private TrainingResult train(Graph student, Dataset data)
      throws DetectorException, InterruptedException {
    TrainingOptions options =
        TrainingOptions.fineTuning(job.epochs(), job.batch(), job.learningRate(), job.seed());
    recipe.put("epochs", Integer.toString(job.epochs()));
    recipe.put("batch", Integer.toString(job.batch()));
    recipe.put("learning_rate", Double.toString(job.learningRate()));
    recipe.put("optimizer", options.optimizer().kind().name());
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

  /** INT8 is worth having, but a student that cannot be rounded is a student all the same. */
  private Map<String, Graph> export(Graph trained, Dataset data) {
    List<PictureSource> pictures = new ArrayList<>();
    for (Sample sample : data.samples()) {
      pictures.add(sample::picture);
    }
    Map<String, Graph> graphs = new LinkedHashMap<>();
    try {
      Exporter.Variants variants = Exporter.STANDARD.variants(trained, pictures);
      graphs.put("fp32", variants.fp32());
      graphs.put("int8", variants.int8());
      recipe.put(
          "int8", "QDQ, 7-bit weights per channel, activations " + Exporter.STANDARD.calibrator());
    } catch (DetectorException e) {
      graphs.put("fp32", Exporter.fp32(trained));
      recipe.put("int8", "none: " + e.getMessage());
    }
    return graphs;
  }

  private void stage(String name) {
    progress.accept(new Progress(name, 0, 0, Double.NaN));
  }
}
