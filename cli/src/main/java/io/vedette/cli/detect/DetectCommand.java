package io.vedette.cli.detect;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.DetectorLanes;
import io.vedette.cli.option.ModelOptions;
import io.vedette.cli.option.PictureInputs;
import io.vedette.cli.option.TileOptions;
import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.OrderlyEnd;
import io.vedette.wire.camera.SourceMask;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette detect}: says, writes or draws what a detector sees in pictures or a video. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    description = "Run a detector on pictures or a video.")
public final class DetectCommand implements Callable<Integer> {

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE|DIR|URL",
      description = "A picture, a folder of pictures, a video, or a stream such as rtsp://…")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String input;

  @Range(least = 0, most = 1)
  @Option(
      names = "--threshold",
      defaultValue = "0.25",
      paramLabel = "SCORE",
      description = "Leave out detections with a lower score, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Range(least = 1)
  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Stop after so many frames of a video or stream.")
  private long frames;

  @Mixin private final TileOptions tiles = new TileOptions();

  @OutputPath(OutputPath.Kind.FILE)
  @Option(names = "--json", paramLabel = "F", description = "Write the detections to this file.")
  private @Nullable Path json;

  @OutputPath(OutputPath.Kind.EITHER)
  @Option(
      names = "--output",
      paramLabel = "DIR|F.mp4",
      description = "Write the pictures or the video with boxes drawn in.")
  private @Nullable Path output;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    // a signal ends it between two pictures or frames, with files that are whole
    try (OrderlyEnd end = OrderlyEnd.open(() -> {});
        DetectionsJson form = DetectionsJson.create(json)) {
      // files are checked before a model is opened
      DetectRun run = isStream() || isVideo() ? video(form, err) : pictures(form, err);
      try (DetectorLanes lanes = model.openLanes(threshold, tiles, run.lanes())) {
        if (model.asksForProviders()) {
          err.println("vedette detect: runs on " + lanes.first().runsOn());
        }
        form.begin(lanes.first().digest());
        boolean whole = run.run(lanes.detectors(), end::isStopping, out);
        form.complete();
        return whole ? 0 : 1;
      } catch (DetectorException | IOException e) {
        keepAnswers(form, e, err);
        throw e;
      }
    }
  }

  private boolean isStream() {
    return input.contains("://");
  }

  private boolean isVideo() {
    Path file = Path.of(input);
    return Files.exists(file) && !PictureInputs.arePictures(file);
  }

  private DetectRun video(DetectionsJson form, PrintWriter err) throws IOException {
    String name = isStream() ? SourceMask.masked(input) : fileName(Path.of(input));
    return VideoDetection.of(input, name, output, frames, form, err);
  }

  private DetectRun pictures(DetectionsJson form, PrintWriter err)
      throws DetectorException, IOException {
    return PictureDetection.of(Path.of(input), output, form, err);
  }

  /** Whatever went wrong, the answers that came before it are not lost. */
  private static void keepAnswers(DetectionsJson form, Exception e, PrintWriter err) {
    if (!form.isWanted() || form.answers() == 0) {
      return;
    }
    try {
      form.complete();
      err.println("vedette detect: --json holds the " + form.answers() + " answers before this:");
    } catch (IOException notWritten) {
      e.addSuppressed(notWritten);
    }
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }
}
