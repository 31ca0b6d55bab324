package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Which boxes of two detectors on one picture are of the same object: those that overlap by half.
 * The first detector's boxes, best first, take the free box of the same label that they overlap
 * most; what is left over is then paired whatever the labels. Every box is in one list, once.
 *
 * @param same pairs with the same label
 * @param relabelled pairs with different labels
 * @param onlyOne boxes of the first detector that the second does not have
 * @param onlyOther boxes of the second detector that the first does not have
 */
public record DetectionPairs(
    List<Pair> same, List<Pair> relabelled, List<Detection> onlyOne, List<Detection> onlyOther) {

  private static final double LEAST_OVERLAP = 0.5;

  /** A box of each detector. */
  public record Pair(Detection one, Detection other) {}

  /** Pairs the boxes of two detectors. */
  public static DetectionPairs of(List<Detection> ones, List<Detection> others) {
    List<Detection> ranked = new ArrayList<>(ones);
    ranked.sort(Comparator.comparing(Detection::score).reversed());
    DetectionPairs byLabel = pair(ranked, others, (a, b) -> a.label().equals(b.label()));
    DetectionPairs byPlace = pair(byLabel.onlyOne(), byLabel.onlyOther(), (a, b) -> true);
    return new DetectionPairs(
        byLabel.same(), byPlace.same(), byPlace.onlyOne(), byPlace.onlyOther());
  }

  /**
   * The boxes of the first detector that the second has with the same label; compared by identity,
   * so that of two equal boxes one can be among them.
   */
  public static Set<Detection> found(List<Detection> ones, List<Detection> others) {
    Set<Detection> found = Collections.newSetFromMap(new IdentityHashMap<>());
    of(ones, others).same().forEach(pair -> found.add(pair.one()));
    return found;
  }

  private static DetectionPairs pair(
      List<Detection> ones, List<Detection> others, BiPredicate<Detection, Detection> comparable) {
    List<Truth> truths = others.stream().map(d -> Truth.of(d.box(), d.classId())).toList();
    double[][] overlaps = DetectionMatcher.overlaps(ones, truths);
    for (int i = 0; i < ones.size(); i++) {
      for (int j = 0; j < others.size(); j++) {
        overlaps[i][j] = comparable.test(ones.get(i), others.get(j)) ? overlaps[i][j] : 0;
      }
    }
    int[] matches = DetectionMatcher.matches(overlaps, LEAST_OVERLAP, truths);
    List<Pair> pairs = new ArrayList<>();
    List<Detection> unpaired = new ArrayList<>();
    BitSet taken = new BitSet();
    for (int i = 0; i < matches.length; i++) {
      if (matches[i] < 0) {
        unpaired.add(ones.get(i));
      } else {
        pairs.add(new Pair(ones.get(i), others.get(matches[i])));
        taken.set(matches[i]);
      }
    }
    List<Detection> free =
        IntStream.range(0, others.size()).filter(j -> !taken.get(j)).mapToObj(others::get).toList();
    return new DetectionPairs(pairs, List.of(), unpaired, free);
  }
}
