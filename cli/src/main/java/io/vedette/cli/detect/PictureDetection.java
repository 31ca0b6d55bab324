package io.vedette.cli.detect;

import io.vedette.cli.option.PictureFiles;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Annotator;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a picture, or every picture of a folder; one bad picture does not stop a folder. */
final class PictureDetection {

  private final Detector detector;
  private final DetectionsJson form;
  private final @Nullable Path output;

  /**
   * @param output folder for the pictures with the boxes drawn in; null for nowhere
   */
  PictureDetection(Detector detector, DetectionsJson form, @Nullable Path output) {
    this.detector = detector;
    this.form = form;
    this.output = output;
  }

  /** Whether all pictures were answered. */
  boolean run(Path input, PrintWriter out, PrintWriter err) throws DetectorException, IOException {
    List<Path> files = PictureFiles.under(input);
    int refused = 0;
    for (Path file : files) {
      try {
        answer(file, PictureFiles.name(input, file), out);
      } catch (DetectorException e) {
        if (files.size() == 1) {
          throw e;
        }
        err.println("vedette detect: " + e.getMessage());
        refused++;
      }
    }
    if (refused > 0) {
      err.println("vedette detect: " + refused + " of " + files.size() + " pictures not answered");
    }
    return refused == 0;
  }

  private void answer(Path file, String name, PrintWriter out)
      throws DetectorException, IOException {
    Picture picture = Pictures.read(file);
    List<Detection> detections = detector.detect(picture);
    form.add(name, picture, detections);
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
