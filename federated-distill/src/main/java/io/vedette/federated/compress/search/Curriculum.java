package io.vedette.federated.compress.search;

import java.util.ArrayList;
import java.util.List;

/**
 * How long a candidate learns in each round of a search: in the last as long as asked, in each
 * before half as long.
 *
 * @param longest epochs of the last round; 0 for no training at all
 */
public record Curriculum(int longest, int rounds) {

  /** Epochs of every training up to a round, from 0. */
  public List<Integer> until(int round) {
    List<Integer> epochs = new ArrayList<>();
    for (int i = 0; longest > 0 && i <= round; i++) {
      epochs.add(Math.max(1, longest >> (rounds - 1 - i)));
    }
    return epochs;
  }

  /** Epochs of all trainings. */
  public List<Integer> whole() {
    return until(rounds - 1);
  }
}
