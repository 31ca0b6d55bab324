package io.vedette.cli.detect;

import io.vedette.cli.option.ModelOptions;
import io.vedette.cli.option.PictureFiles;
import io.vedette.cli.option.TileOptions;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.SourceMask;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

  @Option(
      names = "--threshold",
      defaultValue = "0.25",
      paramLabel = "SCORE",
      description = "Leave out what scores lower, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Stop after so many frames of a video or stream.")
  private long frames;

  @Mixin private final TileOptions tiles = new TileOptions();

  @Option(names = "--json", paramLabel = "F", description = "Write the detections to this file.")
  private @Nullable Path json;

  @Option(
      names = "--output",
      paramLabel = "DIR|F.mp4",
      description = "Write the pictures or the video with the boxes drawn in.")
  private @Nullable Path output;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean stream = input.contains("://");
    boolean pictures =
        !stream && (!Files.exists(Path.of(input)) || PictureFiles.arePictures(Path.of(input)));
    boolean whole = true;
    try (Detector detector = model.open(threshold, tiles);
        DetectionsJson form = DetectionsJson.create(json, detector.digest())) {
      if (model.asksForProviders()) {
        err.println("vedette detect: runs on " + detector.runsOn());
      }
      if (pictures) {
        whole = new PictureDetection(detector, form, output).run(Path.of(input), out, err);
      } else {
        String name = stream ? SourceMask.masked(input) : fileName(Path.of(input));
        new VideoDetection(detector, form, videoFile(name), frames).run(input, name, out, err);
      }
      form.complete();
    }
    return whole ? 0 : 1;
  }

  private @Nullable Path videoFile(String name) throws IOException {
    if (output == null || output.toString().toLowerCase(Locale.ROOT).endsWith(".mp4")) {
      return output;
    }
    Files.createDirectories(output);
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "_").replaceFirst("\\.[A-Za-z0-9]+$", "");
    return output.resolve(plain + ".mp4");
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }
}
