package io.vedette.edge.learn;

import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examples as a COCO dataset that a training process can read. */
final class ReplayDataset {

  private ReplayDataset() {}

  /**
   * Writes {@code annotations.json} and pictures into a folder.
   *
   * @param labels the student's; objects with other labels are left out
   * @return ids of the escalations in it
   */
  static List<String> write(
      ReplayStore replay, List<ReplayExample> examples, List<String> labels, Path folder)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (ReplayExample example : replay.link(examples, folder)) {
      List<Truth> truths =
          example.detections().stream()
              .filter(d -> labels.contains(d.label()))
              .map(d -> Truth.of(d.box(), labels.indexOf(d.label())))
              .toList();
      samples.add(
          new Sample(
              example.escalationId(),
              folder.resolve(example.stem() + ".jpg"),
              example.width(),
              example.height(),
              truths));
      ids.add(example.escalationId());
    }
    CocoWriter.write(new Dataset("replay", labels, samples), folder.resolve("annotations.json"));
    return ids;
  }
}
