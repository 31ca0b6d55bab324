package io.vedette.benchmarks.learning;

import io.vedette.benchmarks.learning.LearningScenario.BoardCounts;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run learning}: versions that follow each other, trained in one process without
 * devices and judged on pictures that no camera showed. An interrupted run is resumed.
 */
@Command(
    name = "learning",
    mixinStandardHelpOptions = true,
    description =
        "Train version after version on a teacher's verdicts, and write the AP50 of each.",
    footer = {
      "",
      "Without --data the pictures are generated boards: normal ones first, changed ones from the",
      "first version on. With --data every second picture is shown, and the others are judged."
    })
public final class LearningBench implements Callable<Integer> {

  @Option(names = "--student", required = true, paramLabel = "S", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path student;

  @Option(names = "--teacher", required = true, paramLabel = "T", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path teacher;

  @Option(names = "--data", paramLabel = "D", description = "Labelled pictures.")
  private @Nullable Path data;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Names of the classes, where the ONNX files do not have them.")
  private @Nullable Path labels;

  @Option(
      names = "--versions",
      defaultValue = "3",
      paramLabel = "N",
      description = "Versions to train (default: ${DEFAULT-VALUE}).")
  private int versions;

  @Option(
      names = "--frames",
      defaultValue = "120",
      paramLabel = "N",
      description = "Frames of a training, and boards before each version (${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--judged",
      defaultValue = "60",
      paramLabel = "N",
      description = "Generated boards that are judged, of each condition (${DEFAULT-VALUE}).")
  private int judged;

  @Option(
      names = "--epochs",
      defaultValue = "8",
      paramLabel = "N",
      description = "Epochs of a distillation (${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--rate",
      defaultValue = "0",
      paramLabel = "R",
      description = "Learning rate; 0: the usual one for the student's graph (${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--rehearsed",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of a training's frames that are older ones (${DEFAULT-VALUE}).")
  private double rehearsed;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of boards, trainings and rehearsal (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--work",
      required = true,
      paramLabel = "DIR",
      description = "Folder of pictures, versions and figures.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path work;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    LearningScenario scenario = scenario();
    String name =
        String.format(
            Locale.ROOT,
            "%s-%d-frames-%d-epochs-rate-%s-rehearsed-%s-seed-%d",
            data == null ? "boards" : "pictures",
            frames,
            epochs,
            rate,
            rehearsed,
            seed);
    LearningLoop loop =
        new LearningLoop(
            scenario,
            start(),
            new FrameSelection(frames, rehearsed, this::uniform),
            new LearningLoop.Settings(epochs, rate, seed),
            work.resolve(name));
    List<Map<String, Double>> rows = loop.run(out);
    out.println("| version | " + String.join(" | ", scenario.judged().keySet()) + " |");
    for (int version = 0; version < rows.size(); version++) {
      String figures =
          rows.get(version).values().stream()
              .map(figure -> String.format(Locale.ROOT, "%.3f", figure))
              .collect(Collectors.joining(" | "));
      out.println("| " + version + " | " + figures + " |");
    }
    for (Map.Entry<String, Dataset> set : scenario.judged().entrySet()) {
      out.printf(
          Locale.ROOT,
          "teacher on %s: %.3f%n",
          set.getKey(),
          LearningLoop.ap50(teacher, hints(), set.getValue()));
    }
    out.flush();
    return 0;
  }

  private LearningScenario scenario() throws DetectorException, IOException {
    if (data == null) {
      return LearningScenario.boards(
          teacher, work.resolve("boards"), new BoardCounts(frames, versions, frames, judged), seed);
    }
    return LearningScenario.halves(teacher, data, hints(), versions);
  }

  private Hints hints() throws DetectorException {
    return labels == null ? Hints.NONE : Hints.NONE.withLabels(Hints.readLabels(labels));
  }

  /** The student with its spec in its metadata, as a distiller gets it. */
  private Graph start() throws DetectorException, IOException {
    Graph graph = Graph.read(student);
    return SpecInference.embed(graph, SpecInference.infer(graph, hints(), student.toString()));
  }

  private List<Sample> uniform(List<Sample> older, int count) {
    List<Sample> shuffled = new ArrayList<>(older);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, Math.min(count, shuffled.size()));
  }
}
