package io.vedette.federated.compress.search;

import io.vedette.detector.TileSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a picture a network looks at.
 *
 * @param tiles in which it is cut
 * @param levels of the network that stay, the finest; 0 for all
 */
public record InputVariant(TileSpec tiles, int levels) {

  /** Every tiling at all levels, and at each number of them. */
  public static List<InputVariant> all(List<TileSpec> tilings, List<Integer> levels) {
    List<InputVariant> inputs = new ArrayList<>();
    for (TileSpec tiles : tilings) {
      inputs.add(new InputVariant(tiles, 0));
      levels.forEach(count -> inputs.add(new InputVariant(tiles, count)));
    }
    return inputs;
  }

  boolean leavesLevels() {
    return levels > 0;
  }

  /** What a candidate's name says of it; nothing where it is the whole. */
  String name() {
    String few = leavesLevels() ? " on " + levels + (levels == 1 ? " level" : " levels") : "";
    return few + (tiles.cuts() ? " in " + tiles.grid() : "");
  }
}
