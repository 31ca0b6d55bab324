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
 * Labels for objects that a detector already finds in pictures on which only new kinds of objects
 * were labelled. Without them the pictures would teach that what is not labelled is not there.
 */
final class KnownObjects {

  /**
   * What the detector is less sure of is left open, and {@link OldClassDistillation} looks after
   * it.
   */
  private static final double SURE = 0.4;

  /** What overlaps a labelled object more is that object, under another name. */
  private static final double SAME = 0.5;

  private KnownObjects() {}

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
        if (found.score() >= SURE
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
    return sample.truths().stream().anyMatch(truth -> truth.box().iou(box) > SAME);
  }
}
