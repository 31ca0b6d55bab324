package io.vedette.federated.distill;

import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One learnt 1x1 convolution a level, from the student's width to the teacher's; none where they
 * are as wide.
 */
final class Adapters {

  private final List<@Nullable Tensor> weights = new ArrayList<>();

  /**
   * @param name of the parameters, before the level's number
   */
  Adapters(FreeParameters parameters, String name, List<FeatureWidths> levels, Random random) {
    for (int level = 0; level < levels.size(); level++) {
      FeatureWidths widths = levels.get(level);
      boolean same = widths.student() == widths.teacher();
      weights.add(same ? null : adapter(parameters, name + ".adapter" + level, widths, random));
    }
  }

  private static Tensor adapter(
      FreeParameters parameters, String name, FeatureWidths widths, Random random) {
    float[] values = drawn(widths.student() * widths.teacher(), widths.student(), random);
    return parameters.add(name, values, widths.teacher(), widths.student(), 1, 1);
  }

  /** Uniform within ±1/√fan-in, as the layers of a network start. */
  static float[] drawn(int count, int fanIn, Random random) {
    float bound = (float) (1 / Math.sqrt(fanIn));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return values;
  }

  /** A level of the student, as wide as the teacher's. */
  Tensor apply(int level, Tensor feature) {
    Tensor weight = weights.get(level);
    return weight == null ? feature : feature.conv(weight);
  }
}
