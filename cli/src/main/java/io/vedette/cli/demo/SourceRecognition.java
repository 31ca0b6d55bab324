package io.vedette.cli.demo;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds out what a source is: nothing, a labelled dataset with a training and a test part, or
 * pictures and cameras.
 */
final class SourceRecognition {

  private SourceRecognition() {}

  static DemoScenario scenario(DemoOptions options) throws DetectorException {
    List<String> sources = options.sources();
    Dataset heldOut = options.heldOut() == null ? null : Datasets.open(options.heldOut(), "test");
    if (sources.isEmpty()) {
      return new GeneratedBoards(options.changeAfter(), options.fps(), heldOut);
    }
    for (String source : sources) {
      if (isFile(source) && !Files.exists(Path.of(source))) {
        throw new DetectorException(
            source + ": there is no such file, folder or camera; check --source");
      }
    }
    if (sources.size() == 1 && Files.isDirectory(Path.of(sources.get(0)))) {
      Path folder = Path.of(sources.get(0));
      if (isLabelled(folder)) {
        Dataset judged = heldOut == null ? Datasets.open(folder, "test") : heldOut;
        return new LabelledPictures(
            folder.toString(), Datasets.open(folder, "train"), judged, options.fps());
      }
    }
    return new PlainSources(sources, options.fps(), heldOut);
  }

  /** What has no scheme ("rtsp://", "generated:") is a path. */
  private static boolean isFile(String source) {
    return !source.matches("[a-z0-9]+:.*");
  }

  /** Whether the folder is a dataset with both parts; a folder of plain pictures is not. */
  private static boolean isLabelled(Path folder) {
    try {
      Datasets.open(folder, "train");
      Datasets.open(folder, "test");
      return true;
    } catch (DetectorException e) {
      return false;
    }
  }
}
