package io.vedette.federated.distill;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Which pictures of a dataset have labels that may be used, when only a share of them may. The
 * choice depends on the share and the seed alone, and a larger share holds all of a smaller one.
 *
 * @param labelled the chosen pictures, with their labels
 * @param others the rest, whose labels nobody looks at
 */
public record LabelledShare(Dataset labelled, Dataset others) {

  /**
   * Chooses.
   *
   * @param share 0 to 1; one picture at least
   */
  public static LabelledShare of(Dataset all, double share, long seed) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a labelled share of " + share + " is not 0 to 1");
    }
    int size = all.samples().size();
    int[] order = new int[size];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    Set<Integer> chosen = new HashSet<>();
    for (int i = 0; i < Math.max(1, (int) Math.round(share * size)) && i < size; i++) {
      chosen.add(order[i]);
    }
    List<Sample> labelled = new ArrayList<>();
    List<Sample> others = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      (chosen.contains(i) ? labelled : others).add(all.samples().get(i));
    }
    return new LabelledShare(all.withSamples(labelled), all.withSamples(others));
  }

  /** The labelled pictures again and again, as many as there are pictures in all. */
  public Dataset repeated() {
    int count = labelled.samples().size() + others.samples().size();
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(labelled.samples().get(i % labelled.samples().size()));
    }
    return labelled.withSamples(samples);
  }
}
