package io.vedette.cli.bench;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.NamedModels;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.evaluate.Latency;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.DeviceClass;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.ProgressFactory;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import io.vedette.federated.compress.search.DeviceProfile.TimedModel;
import io.vedette.federated.compress.search.Profiling;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette bench device}: the profile that {@code compress --profile} forecasts from. */
@Command(
    name = "device",
    mixinStandardHelpOptions = true,
    description = "Time convolutions, in float and in 8 bits, and whole detectors on this machine.")
final class DeviceBench implements Callable<Integer> {

  private static final int PICTURES = 30;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(names = "--output", paramLabel = "FILE", description = "Write the profile as JSON.")
  private @Nullable Path output;

  @Option(
      names = "--device-class",
      paramLabel = "C",
      description = "Name of this machine (default: its system and processors).")
  private @Nullable String deviceClass;

  @Range(least = 1)
  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Processor threads for a model (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Range(least = 1)
  @Option(
      names = "--runs",
      defaultValue = "10",
      description = "Runs of each operator; the fastest counts (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "Detectors to time as well; repeatable.")
  private List<Path> models = new ArrayList<>();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    List<TimedModel> timed = new ArrayList<>();
    for (Path model : models) {
      timed.add(time(model));
    }
    String name = deviceClass == null ? DeviceClass.ofThisMachine() : deviceClass;
    DeviceProfile profile = Profiling.measure(name, threads, runs, timed, progress());
    if (output != null) {
      profile.write(output);
    }
    show(profile);
    return 0;
  }

  private ProgressFactory progress() {
    PrintWriter err = spec.commandLine().getErr();
    return (what, total) ->
        done -> {
          if (done % 10 == 0 || done == total) {
            err.println(what + " " + done + "/" + total);
          }
        };
  }

  /** On noise: how long a picture takes hardly depends on what is on it. */
  private TimedModel time(Path model) throws DetectorException {
    DetectorModel read = NamedModels.read(model, Hints.NONE);
    DetectorSpec detector = read.spec();
    int width = detector.input().width();
    int height = detector.input().height();
    byte[] pixels = new byte[3 * width * height];
    new Random(1).nextBytes(pixels);
    Picture picture = new Picture(width, height, pixels);
    double[] times = new double[PICTURES];
    try (Detector open =
        OnnxDetector.open(read.bytes(), detector, RuntimeOptions.DEFAULT.withThreads(threads))) {
      open.detect(picture);
      for (int i = 0; i < PICTURES; i++) {
        long start = System.nanoTime();
        open.detect(picture);
        times[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    double gflops = Cost.of(read.graph(), detector).gflops();
    return new TimedModel(model.toString(), gflops, Latency.of(times).p50());
  }

  private void show(DeviceProfile profile) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s: %s, %d processors, %d threads for a model%n%n",
        profile.deviceClass(), profile.processor(), profile.cores(), profile.threads());
    out.println("| convolution | channels | cells | weights | ms | GFLOP/s |");
    out.println("|---|---|---|---|---|---|");
    for (Timed one : profile.operators()) {
      out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %s | %.3f | %.1f |%n",
          one.kind().name().toLowerCase(Locale.ROOT),
          one.channels(),
          one.cells(),
          one.rounded() ? "8 bits" : "float",
          one.milliseconds(),
          1e3 * one.gflops() / one.milliseconds());
    }
    for (TimedModel model : profile.models()) {
      out.printf(
          Locale.ROOT, "%n%s: %.3f GFLOPs in %.2f ms%n", model.file(), model.gflops(), model.p50());
    }
    out.flush();
  }
}
