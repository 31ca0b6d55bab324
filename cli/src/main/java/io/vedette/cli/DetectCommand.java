package io.vedette.cli;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Annotator;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.runtime.OnnxDetector;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a detector over pictures and says, writes or draws what it sees. */
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    description = "Run a detector on pictures.")
final class DetectCommand implements Callable<Integer> {

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE|DIR",
      description = "A picture, or a folder of pictures.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path input;

  @Option(
      names = "--threshold",
      defaultValue = "0.25",
      paramLabel = "SCORE",
      description = "Leave out what scores lower, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Option(names = "--json", paramLabel = "F", description = "Write the detections to this file.")
  private @Nullable Path json;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Write the pictures with the boxes drawn in.")
  private @Nullable Path output;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    List<Path> files = PictureFiles.under(input);
    int refused = 0;
    try (OnnxDetector detector = model.open(threshold);
        DetectionsJson form = DetectionsJson.create(json, detector.digest())) {
      for (Path file : files) {
        try {
          answer(detector, file, form);
        } catch (DetectorException e) {
          if (files.size() == 1) {
            throw e;
          }
          // one bad picture does not stop a folder
          spec.commandLine().getErr().println("vedette detect: " + e.getMessage());
          refused++;
        }
      }
    }
    if (refused > 0) {
      spec.commandLine()
          .getErr()
          .println("vedette detect: " + refused + " of " + files.size() + " pictures not answered");
    }
    return refused == 0 ? 0 : 1;
  }

  private void answer(OnnxDetector detector, Path file, DetectionsJson form)
      throws DetectorException, IOException {
    Picture picture = Pictures.read(file);
    List<Detection> detections = detector.detect(picture);
    String name = PictureFiles.name(input, file);
    form.add(name, picture, detections);
    PrintWriter out = spec.commandLine().getOut();
    out.println(name + ": " + DetectionText.of(detections));
    out.flush();
    if (output != null) {
      Path target = output.resolve(PictureFiles.annotatedName(name));
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Pictures.write(target, Annotator.draw(picture, detections));
    }
  }
}
