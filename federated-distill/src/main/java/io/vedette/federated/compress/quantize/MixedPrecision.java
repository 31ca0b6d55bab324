package io.vedette.federated.compress.quantize;

import java.util.ArrayList;
import java.util.List;

/** Recipes that leave more and more of the most sensitive convolutions in float. */
public final class MixedPrecision {

  private MixedPrecision() {}

  /** With the worst 1, 2, 4, 8, … convolutions in float, up to half of them. */
  public static List<Int8Recipe> ladder(Int8Recipe base, Sensitivity sensitivity) {
    List<Int8Recipe> recipes = new ArrayList<>();
    for (int floats = 1; floats <= sensitivity.layers().size() / 2; floats *= 2) {
      recipes.add(base.withFloats(sensitivity.worst(floats)));
    }
    return recipes;
  }
}
