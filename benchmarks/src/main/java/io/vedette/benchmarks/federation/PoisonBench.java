package io.vedette.benchmarks.federation;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.GraphWeights;
import io.vedette.federated.Weights;
import io.vedette.federated.WeightsFile;
import io.vedette.federated.aggregate.Aggregation;
import io.vedette.federated.aggregate.Bulyan;
import io.vedette.federated.aggregate.CoordinateMedian;
import io.vedette.federated.aggregate.FedAvg;
import io.vedette.federated.aggregate.GeometricMedian;
import io.vedette.federated.aggregate.InMemoryUpdate;
import io.vedette.federated.aggregate.LearnedLayout;
import io.vedette.federated.aggregate.MultiKrum;
import io.vedette.federated.aggregate.NormClipping;
import io.vedette.federated.aggregate.PlainMean;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.federated.aggregate.RobustRule;
import io.vedette.federated.aggregate.ServerState;
import io.vedette.federated.aggregate.TrimmedMean;
import io.vedette.federated.aggregate.UpdateCheck;
import io.vedette.federated.aggregate.UpdateFacts;
import io.vedette.federated.aggregate.VectorLayout;
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
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run poison}: AP50 of a round's student with a fifth of the devices wrong, by
 * rule. Devices are trained once and kept in the work folder.
 */
@Command(
    name = "poison",
    mixinStandardHelpOptions = true,
    description = "Measure what wrong devices do to a round's student, by robust rule.")
public final class PoisonBench implements Callable<Integer> {

  private static final Limits LIMITS = new Limits(4096, Duration.ofMinutes(30), 0, 1);
  private static final int BATCH = 8;

  /** Pictures are dealt to so many devices, whether all take part or not. */
  private static final int DEALT = 15;

  @Option(names = "--student", required = true, description = "The base, in training form.")
  private Path student = Path.of("");

  @Option(names = "--data", required = true, description = "Labelled pictures of the devices.")
  private Path data = Path.of("");

  @Option(names = "--split", description = "Its split (trainval).", defaultValue = "trainval")
  private String split = "";

  @Option(names = "--test-split", description = "What is judged on.", defaultValue = "test")
  private String testSplit = "";

  @Option(names = "--every", description = "Every nth test picture.", defaultValue = "8")
  private int every;

  @Option(names = "--devices", description = "11 to 15; a fifth is wrong.", defaultValue = "11")
  private int devices;

  @Option(names = "--pictures", description = "Of each device.", defaultValue = "32")
  private int pictures;

  @Option(names = "--epochs", description = "Of local training.", defaultValue = "2")
  private int epochs;

  @Option(names = "--work", required = true, description = "Folder of trained updates.")
  private Path work = Path.of("");

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** Makes a wrong update of an honest one, in place. */
  private interface Attack {
    void change(float[] update, float[] base, VectorLayout layout, Random random);
  }

  private static Map<String, Attack> attacks() {
    Map<String, Attack> attacks = new LinkedHashMap<>();
    attacks.put("none", (u, b, layout, random) -> {});
    attacks.put("x1000", (u, b, layout, random) -> scale(u, 1000));
    attacks.put("sign, x10", (u, b, layout, random) -> move(u, b, layout, -10));
    attacks.put(
        "noise",
        (u, b, layout, random) -> {
          for (int i = 0; i < layout.parameters(); i++) {
            u[i] += (float) (0.1 * random.nextGaussian());
          }
        });
    attacks.put(
        "variances / 1000",
        (u, b, layout, random) -> {
          for (int i = layout.parameters() + layout.means(); i < u.length; i++) {
            u[i] /= 1000;
          }
        });
    attacks.put("labels flipped", (u, b, layout, random) -> {});
    return attacks;
  }

  private static void scale(float[] update, float by) {
    for (int i = 0; i < update.length; i++) {
      update[i] *= by;
    }
  }

  private static void move(float[] update, float[] base, VectorLayout layout, float by) {
    for (int i = 0; i < layout.parameters(); i++) {
      update[i] = base[i] + by * (update[i] - base[i]);
    }
  }

  private static Map<String, RobustRule> rules(int wrong) {
    Map<String, RobustRule> rules = new LinkedHashMap<>();
    rules.put("none", new PlainMean());
    rules.put("norm-clipping", new NormClipping(0));
    rules.put("median", new CoordinateMedian(wrong));
    rules.put("trimmed-mean", new TrimmedMean(wrong));
    rules.put("geometric-median", new GeometricMedian(wrong));
    rules.put("multi-krum", new MultiKrum(wrong, 0));
    rules.put("bulyan", new Bulyan(wrong));
    return rules;
  }

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (devices < 11 || devices > DEALT) {
      throw new IllegalArgumentException("--devices: " + devices + " is not 11 to " + DEALT);
    }
    Graph graph = Graph.read(student);
    Weights base = GraphWeights.of(graph);
    VectorLayout layout = LearnedLayout.of(graph, base, true, List.of());
    float[] vector = layout.vector(base);
    int wrong = devices / 5;
    Dataset all = Datasets.open(data, split);
    Dataset test = Datasets.open(data, testSplit).every(every);
    List<float[]> honest = new ArrayList<>();
    List<float[]> flipped = new ArrayList<>();
    for (int k = 0; k < devices; k++) {
      Dataset own = part(all, k);
      honest.add(layout.vector(trained(own, "device-" + k, k)));
      if (k < wrong) {
        flipped.add(layout.vector(trained(flipped(own), "flipped-" + k, k)));
      }
      out.printf("device %d of %d is trained%n", k + 1, devices);
      out.flush();
    }
    out.printf(Locale.ROOT, "base: AP50 %.3f%n", ap50(graph, test));
    Map<String, RobustRule> rules = rules(wrong);
    out.println("| " + wrong + " of " + devices + " wrong | " + String.join(" | ", rules.keySet()));
    UpdateCheck check = new UpdateCheck(base, layout, vector);
    for (Map.Entry<String, Attack> attack : attacks().entrySet()) {
      List<InMemoryUpdate> updates = new ArrayList<>();
      Random random = new Random(7);
      for (int k = 0; k < devices; k++) {
        boolean labels = attack.getKey().startsWith("labels");
        float[] update = (k < wrong && labels ? flipped : honest).get(k).clone();
        if (k < wrong) {
          attack.getValue().change(update, vector, layout, random);
        }
        updates.add(facts(k, update, check));
      }
      StringBuilder row = new StringBuilder("| " + attack.getKey());
      for (RobustRule rule : rules.values()) {
        float[] model =
            new Aggregation(new FedAvg(), rule, layout)
                .aggregate(vector, updates, new ServerState(), () -> {})
                .model();
        Graph made = GraphWeights.into(graph, layout.weights(model, base));
        row.append(String.format(Locale.ROOT, " | %.3f", ap50(made, test)));
      }
      out.println(row + " |");
      out.flush();
    }
    return 0;
  }

  private static InMemoryUpdate facts(int k, float[] update, UpdateCheck check)
      throws DetectorException {
    UpdateFacts facts = new UpdateFacts("u-" + k, "a-" + k, 1, 1, 1, 0);
    try {
      double norm = check.norm(new InMemoryUpdate(facts, update));
      return new InMemoryUpdate(
          new UpdateFacts(facts.id(), facts.agentId(), 1, 1, 1, norm), update);
    } catch (RejectedUpdateException e) {
      throw new DetectorException(String.valueOf(e.getMessage()), e);
    }
  }

  private Dataset part(Dataset all, int device) {
    List<Sample> own = new ArrayList<>();
    for (int i = device; i < all.samples().size() && own.size() < pictures; i += DEALT) {
      own.add(all.samples().get(i));
    }
    return all.withSamples(own);
  }

  /** Every object is called what the next class is. */
  private static Dataset flipped(Dataset own) {
    int labels = own.labels().size();
    return own.withSamples(
        own.samples().stream()
            .map(
                s ->
                    new Sample(
                        s.id(),
                        s.file(),
                        s.width(),
                        s.height(),
                        s.truths().stream()
                            .map(
                                t ->
                                    new Truth(
                                        t.box(), (t.classId() + 1) % labels, t.crowd(), t.area()))
                            .toList()))
            .toList());
  }

  private Weights trained(Dataset own, String name, int seed)
      throws DetectorException, IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve(name));
    Path annotations = folder.resolve("annotations.json");
    LocalUpdateJob job =
        new LocalUpdateJob(
            student,
            annotations,
            epochs,
            BATCH,
            0,
            seed,
            Files.createDirectories(folder.resolve("out")));
    if (!Files.exists(job.update())) {
      CocoWriter.write(own, annotations);
      try (TrainingProcess process = TrainingProcess.start(job, LIMITS, progress -> {})) {
        process.result().get();
      } catch (ExecutionException | TrainingException e) {
        throw new DetectorException(String.valueOf(e.getMessage()), e);
      }
    }
    return WeightsFile.read(job.update());
  }

  private double ap50(Graph model, Dataset test) throws DetectorException, IOException {
    Path file = work.resolve("judged.onnx");
    model.write(file);
    Hints whole =
        Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);
    try (Detector detector = OnnxDetector.open(file, whole, RuntimeOptions.DEFAULT)) {
      return Evaluation.of(detector, test, done -> {}).metrics().ap50();
    }
  }
}
