package io.vedette.benchmarks.throughput;

import io.vedette.cli.Vedette;
import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.detect.DetectCommand;
import io.vedette.detector.Detector;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.detector.runtime.SharedDetector;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run throughput}: a video decoded, its frames answered, and {@code vedette
 * detect} doing both, in turns and in one warm process. Where one stage alone keeps all processors
 * busy, both together take the sum of their processor times at least: that bound is printed, too.
 */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = "Measure decoding alone, inference alone and detect, in turns.")
public final class ThroughputBench implements Callable<Integer> {

  @InputPath
  @Option(names = "--model", required = true, paramLabel = "ONNX", description = "The detector.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @InputPath
  @Option(names = "--input", required = true, paramLabel = "F", description = "The video.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path input;

  @Range(least = 1)
  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "For the model (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Range(least = 1)
  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Measured turns, after one to warm up (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Picture> pictures = decode(true);
    List<Stage> decoding = new ArrayList<>();
    List<Stage> inference = new ArrayList<>();
    List<Stage> both = new ArrayList<>();
    SharedDetector shared =
        SharedDetector.open(model, Hints.NONE, RuntimeOptions.DEFAULT.withThreads(1), threads);
    List<Detector> lanes = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        lanes.add(shared.join().orElseThrow());
      }
      for (int turn = 0; turn <= runs; turn++) {
        Stage decoded = Stage.of(() -> decode(false));
        Stage answered = Stage.of(() -> answer(lanes, pictures));
        Stage detected = Stage.of(this::detect);
        if (turn > 0) {
          decoding.add(decoded);
          inference.add(answered);
          both.add(detected);
        }
      }
    } finally {
      lanes.forEach(Detector::close);
    }
    print(out, pictures.size(), decoding, inference, both);
    return 0;
  }

  /** All frames in the form in which a detector takes them. */
  private List<Picture> decode(boolean keep) throws Exception {
    List<Picture> pictures = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(input.toString())) {
      for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
        Picture picture = frame.picture();
        if (keep) {
          pictures.add(picture);
        }
      }
    }
    return pictures;
  }

  private static Void answer(List<Detector> lanes, List<Picture> pictures) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(lanes.size());
    try {
      List<Future<?>> all = new ArrayList<>();
      for (Detector lane : lanes) {
        all.add(
            workers.submit(
                () -> {
                  int i;
                  while ((i = next.getAndIncrement()) < pictures.size()) {
                    lane.detect(pictures.get(i));
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      workers.shutdownNow();
    }
    return null;
  }

  private Void detect() throws IOException {
    CommandLine vedette = Vedette.configured(new CommandLine(new DetectCommand()));
    vedette.setOut(new PrintWriter(Writer.nullWriter()));
    vedette.setErr(new PrintWriter(Writer.nullWriter()));
    int code =
        vedette.execute(
            "--model",
            model.toString(),
            "--input",
            input.toString(),
            "--threads",
            String.valueOf(threads));
    if (code != 0) {
      throw new IOException("vedette detect ended with " + code);
    }
    return null;
  }

  private static void print(
      PrintWriter out, int frames, List<Stage> decoding, List<Stage> inference, List<Stage> both) {
    int processors = Runtime.getRuntime().availableProcessors();
    out.printf(Locale.ROOT, "%d frames, %d processors, medians%n", frames, processors);
    out.printf("%-36s %8s %12s%n", "", "wall, s", "processor, s");
    line(out, "decoding and conversion alone", decoding);
    line(out, "inference alone", inference);
    line(out, "detect, both", both);
    double slower = Math.max(wall(decoding), wall(inference));
    double decoder = median(decoding, Stage::processor);
    double detector = median(inference, Stage::processor);
    out.printf(
        Locale.ROOT,
        "detect has %.2f of the slower stage's rate by wall time; by processor time %.2f are"
            + " possible%n",
        slower / wall(both),
        Math.max(decoder, detector) / (decoder + detector));
    out.printf(
        Locale.ROOT,
        "detect takes %.2f times the processor time of both stages alone%n",
        median(both, Stage::processor) / (decoder + detector));
    out.flush();
  }

  private static void line(PrintWriter out, String name, List<Stage> stage) {
    out.printf(
        Locale.ROOT, "%-36s %8.2f %12.2f%n", name, wall(stage), median(stage, Stage::processor));
  }

  private static double wall(List<Stage> stage) {
    return median(stage, Stage::wall);
  }

  private static double median(List<Stage> stage, ToDoubleFunction<Stage> of) {
    return Median.withDefaults().evaluate(stage.stream().mapToDouble(of).toArray());
  }
}
