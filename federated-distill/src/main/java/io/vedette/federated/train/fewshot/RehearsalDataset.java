package io.vedette.federated.train.fewshot;

import io.vedette.detector.dataset.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * A few new pictures among many old ones: the new are repeated until an epoch has about as many of
 * either, so that the few are not lost among the many.
 */
final class RehearsalDataset {

  private RehearsalDataset() {}

  static List<Sample> mix(List<Sample> fresh, List<Sample> old) {
    int times = Math.max(1, Math.round((float) old.size() / Math.max(1, fresh.size())));
    List<Sample> all = new ArrayList<>(old);
    for (int i = 0; i < times; i++) {
      all.addAll(fresh);
    }
    return all;
  }
}
