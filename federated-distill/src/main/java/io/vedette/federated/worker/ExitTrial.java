package io.vedette.federated.worker;

import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.evaluate.Interval;
import io.vedette.detector.evaluate.PairedEvaluation;
import io.vedette.detector.evaluate.PairedEvaluation.Found;
import io.vedette.detector.evaluate.ShareUpperBound;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is seen of an earlier exit: the objects that the whole student finds, and which of them the
 * exit finds too. Objects of one picture tell the same, so no more witnesses count than there are
 * pictures: few pictures rule nothing out, however much is found on them.
 */
final class ExitTrial {

  private static final int RESAMPLES = 200;
  private static final long SEED = 1;

  private final List<String> labels;
  private final double loss;
  private final PairedEvaluation all;
  private final PairedEvaluation heldOut;

  /**
   * @param labels of truths and detections
   * @param threshold score from which devices show an object, 0 to 1
   * @param loss share of the found objects, and AP50, that may be lost
   */
  ExitTrial(List<String> labels, double threshold, double loss) {
    this.labels = labels;
    this.loss = loss;
    this.all = new PairedEvaluation(labels.size(), threshold);
    this.heldOut = new PairedEvaluation(labels.size(), threshold);
  }

  /** Adds one picture with both answers. */
  void add(List<Truth> truths, List<Detection> whole, List<Detection> exit, boolean held) {
    all.add(truths, whole, exit);
    if (held) {
      heldOut.add(truths, whole, exit);
    }
  }

  /** Whether too much is lost even if nothing more is, of so many objects. */
  boolean isHopeless(long objects) {
    return all.found().onlyOne() > loss * objects;
  }

  /**
   * Why the exit is not to be taken; empty when nothing worth speaking of is lost.
   *
   * @param running AP50 of what the fleet runs, on the pictures held out: an exit is no reason to
   *     fall below it
   */
  Optional<String> objection(double running) {
    for (int i = 0; i < labels.size(); i++) {
      Found found = all.found(i);
      if (found.onlyOne() > loss * found.one()) {
        return reason("%d of %d found '%s' are lost", found.onlyOne(), found.one(), labels.get(i));
      }
    }
    if (atMost() > loss) {
      Found found = all.found();
      return reason(
          "%d of %d objects found in %d pictures are lost, so %.2f%% of all may be, and %.2f%% are"
              + " allowed",
          found.onlyOne(), found.one(), all.picturesWithFinds(), 100 * atMost(), 100 * loss);
    }
    Interval change = all.difference(RESAMPLES, SEED);
    if (change.low() < -loss) {
      return reason("AP50 changes by %.3f, at worst by %.3f", change.value(), change.low());
    }
    double whole = heldOut.one(1, SEED).value();
    double exit = heldOut.other(1, SEED).value();
    if (exit < Math.min(whole, running)) {
      return reason("AP50 held out would be %.4f, below the %.4f of what runs now", exit, running);
    }
    return Optional.empty();
  }

  /** The share of all found objects that may be lost for all that was seen. */
  private double atMost() {
    Found found = all.found();
    int pictures = all.picturesWithFinds();
    double lost = (double) found.onlyOne() * pictures / Math.max(1, found.one());
    return ShareUpperBound.atMost((int) Math.ceil(lost), pictures);
  }

  /** What the exit keeps, in words. */
  String kept() {
    Found found = all.found();
    return text(
        "they find %d of the %d objects that all find in %d pictures, so at most %.1f%% of all are"
            + " lost; AP50 %.3f of %.3f",
        found.both(),
        found.one(),
        all.picturesWithFinds(),
        100 * atMost(),
        all.other(1, SEED).value(),
        all.one(1, SEED).value());
  }

  private static Optional<String> reason(String format, Object... values) {
    return Optional.of(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
