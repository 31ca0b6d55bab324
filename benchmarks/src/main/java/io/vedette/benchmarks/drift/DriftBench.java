package io.vedette.benchmarks.drift;

import io.vedette.benchmarks.drift.DriftSimulation.Delays;
import io.vedette.benchmarks.drift.DriftSimulation.FalseAlarms;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.evaluate.AgreementCounts;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.Scene;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run drift}: delay and false alarms of the watch for drift. Audits are drawn
 * from the answers of a student and a teacher on generated boards, before and after the lamp ages,
 * and from given recalls.
 */
@Command(
    name = "drift",
    mixinStandardHelpOptions = true,
    description = "How soon drift is found, and how often there is a false alarm.")
public final class DriftBench implements Callable<Integer> {

  private static final long BOARDS_SEED = 5_000;
  private static final int MOST = 400;
  private static final int[] REFERENCES = {100, 300};
  private static final int[] OBJECTS = {1, 3, 6};
  private static final double[][] CHANGES = {{0.73, 0.01}, {0.9, 0.7}, {0.9, 0.8}};
  private static final double SPREAD = 0.1;

  /** Audits in 10,000 frames at the default audit share and at 10%. */
  private static final int[] AUDITS = {300, 1_000};

  @Option(names = "--student", paramLabel = "S", description = "An ONNX file; with --teacher.")
  private @Nullable Path student;

  @Option(names = "--teacher", paramLabel = "T", description = "An ONNX file that knows the truth.")
  private @Nullable Path teacher;

  @Option(
      names = "--boards",
      paramLabel = "N",
      defaultValue = "300",
      description = "Generated boards of each condition (default: ${DEFAULT-VALUE}).")
  private int boards = 300;

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Simulated streams of each kind (default: ${DEFAULT-VALUE}).")
  private int repetitions = 1_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the first stream (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException {
    if ((student == null) != (teacher == null)) {
      throw new ParameterException(spec.commandLine(), "--student and --teacher go together");
    }
    PrintWriter out = spec.commandLine().getOut();
    DriftSimulation simulation = new DriftSimulation(repetitions, seed);
    out.println("| audits of | objects | before | mean | p95 | within 60 | found | early |");
    out.println("|---|---|---|---|---|---|---|---|");
    AuditSource calm = AuditSource.of(3, 0.9, SPREAD);
    if (student != null && teacher != null) {
      List<Audit> normal = measured(student, teacher, Condition.NORMAL);
      List<Audit> changed = measured(student, teacher, Condition.CHANGED);
      String name =
          String.format(
              Locale.ROOT,
              "generated boards, recall %.2f to %.2f",
              recall(normal),
              recall(changed));
      calm = AuditSource.of(normal);
      for (int reference : REFERENCES) {
        row(
            out,
            name,
            "measured",
            reference,
            simulation.delays(calm, AuditSource.of(changed), reference, MOST));
      }
    }
    for (double[] change : CHANGES) {
      String name = String.format(Locale.ROOT, "recall %.2f to %.2f", change[0], change[1]);
      for (int objects : OBJECTS) {
        AuditSource before = AuditSource.of(objects, change[0], SPREAD);
        AuditSource after = AuditSource.of(objects, change[1], SPREAD);
        for (int reference : REFERENCES) {
          row(
              out,
              name,
              Integer.toString(objects),
              reference,
              simulation.delays(before, after, reference, MOST));
        }
      }
    }
    out.println();
    out.println(
        "| no change, audits of | audits | alarms, mean | most | streams with two or more |");
    out.println("|---|---|---|---|---|");
    for (int audits : AUDITS) {
      row(
          out,
          student == null ? "recall 0.90, 3 objects" : "generated boards",
          audits,
          simulation.falseAlarms(calm, audits));
      row(
          out,
          "recall 0.73, 1 object",
          audits,
          simulation.falseAlarms(AuditSource.of(1, 0.73, SPREAD), audits));
    }
    out.flush();
    return 0;
  }

  private static void row(
      PrintWriter out, String name, String objects, int reference, Delays delays) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.1f | %s | %.1f%% | %.1f%% | %.1f%% |%n",
        name,
        objects,
        reference,
        delays.mean(),
        delays.p95() > MOST ? "> " + MOST : Integer.toString(delays.p95()),
        100 * delays.within60(),
        100 * delays.found(),
        100 * delays.earlyAlarms());
    out.flush();
  }

  private static void row(PrintWriter out, String name, int audits, FalseAlarms alarms) {
    out.printf(
        Locale.ROOT,
        "| %s | %d | %.3f | %d | %.1f%% |%n",
        name,
        audits,
        alarms.mean(),
        alarms.most(),
        100 * alarms.two());
    out.flush();
  }

  private static double recall(List<Audit> of) {
    return of.stream().mapToDouble(Audit::recall).filter(r -> r >= 0).average().orElse(0);
  }

  private List<Audit> measured(Path asked, Path knows, Condition condition)
      throws DetectorException {
    InspectionLine line = new InspectionLine(BOARDS_SEED);
    List<Audit> audits = new ArrayList<>();
    try (Detector small = OnnxDetector.open(asked, Hints.NONE, RuntimeOptions.DEFAULT);
        Detector large = OnnxDetector.open(knows, Hints.NONE, RuntimeOptions.DEFAULT)) {
      for (int i = 0; i < boards; i++) {
        Scene scene = line.scene(i, condition);
        List<Detection> seen = small.detect(scene.picture());
        List<Detection> truth = large.detect(scene.picture());
        audits.add(
            new Audit(
                AgreementCounts.of(seen, truth).recall(),
                seen.stream().mapToDouble(Detection::score).average().orElse(-1)));
      }
    }
    return audits;
  }
}
