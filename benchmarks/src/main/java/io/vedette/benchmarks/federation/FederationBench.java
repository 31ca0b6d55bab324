package io.vedette.benchmarks.federation;

import io.vedette.federated.Weights;
import io.vedette.federated.aggregate.Aggregation;
import io.vedette.federated.aggregate.Bulyan;
import io.vedette.federated.aggregate.CoordinateMedian;
import io.vedette.federated.aggregate.FedAvg;
import io.vedette.federated.aggregate.GeometricMedian;
import io.vedette.federated.aggregate.InMemoryUpdate;
import io.vedette.federated.aggregate.Krum;
import io.vedette.federated.aggregate.PlainMean;
import io.vedette.federated.aggregate.RobustRule;
import io.vedette.federated.aggregate.ServerState;
import io.vedette.federated.aggregate.TrimmedMean;
import io.vedette.federated.aggregate.UpdateFacts;
import io.vedette.federated.aggregate.VectorLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run federation}: processor seconds of the rules, in turns with a reference, and
 * the ratio of each turn. Updates are in memory on both sides.
 */
@Command(
    name = "federation",
    mixinStandardHelpOptions = true,
    description = "Time aggregation: processor seconds of each rule, in turns with a reference.",
    footer = {
      "",
      "A reference is a command that is given a rule, the updates, their values and the wrong ones:",
      "  --reference \"python3 benchmarks/reference/numpy_aggregate.py\""
    })
public final class FederationBench implements Callable<Integer> {

  private static final double NANOS = 1e9;

  @Option(
      names = "--updates",
      defaultValue = "100",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--values",
      defaultValue = "3000000",
      description = "Of each (default: ${DEFAULT-VALUE}).")
  private int values;

  @Option(
      names = "--poisoned",
      defaultValue = "20",
      description = "Wrong updates that rules bear (default: ${DEFAULT-VALUE}).")
  private int poisoned;

  @Option(
      names = "--turns",
      defaultValue = "3",
      description = "Of each rule, after one to warm up (default: ${DEFAULT-VALUE}).")
  private int turns;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "RULE",
      defaultValue = "fedavg,median,trimmed-mean,krum",
      description = "Rules to time (default: ${DEFAULT-VALUE}); also bulyan, geometric-median.")
  private List<String> only = List.of();

  @Option(names = "--reference", paramLabel = "COMMAND", description = "The same in another tool.")
  private String reference = "";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private Map<String, RobustRule> rules() {
    Map<String, RobustRule> rules = new LinkedHashMap<>();
    rules.put("fedavg", new PlainMean());
    rules.put("median", new CoordinateMedian(poisoned));
    rules.put("trimmed-mean", new TrimmedMean(poisoned));
    rules.put("krum", new Krum(poisoned));
    rules.put("bulyan", new Bulyan(poisoned));
    rules.put("geometric-median", new GeometricMedian(poisoned));
    return rules;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, RobustRule> rules = rules();
    List<InMemoryUpdate> given = made();
    Weights base =
        new Weights(Map.of("w", new Weights.Values(new long[] {values}, new float[values])));
    VectorLayout layout = VectorLayout.of(base, Set.of("w"), List.of(), name -> false);
    out.println("| rule | vedette s | reference s | vedette / reference, by turn | allocated MB |");
    out.println("|---|---|---|---|---|");
    for (String name : only) {
      RobustRule rule = rules.get(name);
      if (rule == null) {
        throw new IllegalArgumentException("--only: " + name + " is not known; " + rules.keySet());
      }
      Aggregation aggregation = new Aggregation(new FedAvg(), rule, layout);
      List<Double> own = new ArrayList<>();
      List<Double> other = new ArrayList<>();
      long allocated = 0;
      for (int turn = -1; turn < turns; turn++) {
        long bytes = allocated();
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        aggregation.aggregate(new float[values], given, new ServerState(), () -> {});
        double took =
            (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / NANOS;
        allocated = allocated() - bytes;
        double theirs = turn < 0 || reference.isEmpty() ? Double.NaN : reference(name);
        if (turn >= 0) {
          own.add(took);
          other.add(theirs);
        }
      }
      out.println(row(name, own, other, allocated));
      out.flush();
    }
    return 0;
  }

  private static String row(String name, List<Double> own, List<Double> other, long allocated) {
    List<String> ratios = new ArrayList<>();
    for (int turn = 0; turn < own.size(); turn++) {
      ratios.add(String.format(Locale.ROOT, "%.2f", own.get(turn) / other.get(turn)));
    }
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %s | %d |",
        name,
        median(own),
        median(other),
        String.join(", ", ratios),
        allocated >> 20);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private List<InMemoryUpdate> made() {
    List<InMemoryUpdate> made = new ArrayList<>();
    for (int k = 0; k < updates; k++) {
      Random random = new Random(k);
      float[] vector = new float[values];
      for (int i = 0; i < values; i++) {
        vector[i] = random.nextFloat() - 0.5f;
      }
      made.add(new InMemoryUpdate(new UpdateFacts("u-" + k, "a-" + k, 1 + k, 1, 1, 1), vector));
    }
    return made;
  }

  /** The last line that it writes is its processor seconds. */
  private double reference(String rule) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Arrays.asList(reference.split(" ")));
    command.addAll(
        List.of(
            rule, Integer.toString(updates), Integer.toString(values), Integer.toString(poisoned)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String last = "";
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("the reference failed: " + last);
    }
    return Double.parseDouble(last);
  }
}
