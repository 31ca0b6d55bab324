package io.vedette.federated.train.fewshot;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Pseudo-labels: the boxes of a detector as labels in pictures on which only new kinds of objects
 * were labelled. Without them the known objects would be trained as background.
 */
final class OldClassLabels {

  /** Detections of a lower score are no labels; {@link OldClassDistillation} keeps their scores. */
  private static final double MIN_SCORE = 0.4;

  /** A detection that overlaps a labelled object more than this IoU is the same object. */
  private static final double MAX_IOU = 0.5;

  private OldClassLabels() {}

  /**
   * The same pictures with the detector's boxes beside the labels that they have.
   *
   * @param pictures labelled with {@code labels}
   * @param labels of the result
   * @param sought which of the detector's labels to add; the others are labelled already
   * @throws DetectorException when a picture cannot be read or answered
   */
  static List<Sample> addTo(
      List<Sample> pictures,
      Detector detector,
      List<String> labels,
      List<String> sought,
      IntConsumer progress)
      throws DetectorException {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : pictures) {
      List<Truth> truths = new ArrayList<>(sample.truths());
      for (Detection found : detector.detect(sample.picture())) {
        if (found.score() >= MIN_SCORE
            && sought.contains(found.label())
            && !labelled(sample, found.box())) {
          truths.add(Truth.of(found.box(), labels.indexOf(found.label())));
        }
      }
      samples.add(new Sample(sample.id(), sample.file(), sample.width(), sample.height(), truths));
      progress.accept(samples.size());
    }
    return samples;
  }

  private static boolean labelled(Sample sample, Box box) {
    return sample.truths().stream().anyMatch(truth -> truth.box().iou(box) > MAX_IOU);
  }
}
