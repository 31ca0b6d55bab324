package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * How far two detectors say the same about pictures without labels.
 *
 * @param both detections of one label that overlap by half
 * @param onlyOne detections of the first detector that the second does not have
 * @param moreOfOne pictures on which the first has more that the other lacks than the other way
 */
public record DetectorAgreement(
    int both, int onlyOne, int onlyOther, int moreOfOne, int moreOfOther) {

  public static final DetectorAgreement NONE = new DetectorAgreement(0, 0, 0, 0, 0);

  /** With one picture more. */
  public DetectorAgreement with(List<Detection> ones, List<Detection> others) {
    DetectionPairs pairs = DetectionPairs.of(ones, others);
    int shared = pairs.same().size();
    int first = ones.size() - shared;
    int second = others.size() - shared;
    return new DetectorAgreement(
        both + shared,
        onlyOne + first,
        onlyOther + second,
        moreOfOne + (first > second ? 1 : 0),
        moreOfOther + (second > first ? 1 : 0));
  }

  /** Shared detections as a share of all, 0 to 1; 1 where nothing was seen at all. */
  public double rate() {
    int all = 2 * both + onlyOne + onlyOther;
    return all == 0 ? 1 : 2.0 * both / all;
  }

  /** How often chance alone would part the pictures so unevenly. */
  public double probability() {
    return SignTest.of(moreOfOne, moreOfOther);
  }
}
