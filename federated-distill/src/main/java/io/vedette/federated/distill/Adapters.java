package io.vedette.federated.distill;

import io.vedette.federated.autograd.Parameters;
import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One learnt 1x1 convolution a level, from the student's width to the teacher's. */
final class Adapters {

  private final List<Tensor> weights = new ArrayList<>();

  /**
   * @param name of the parameters, before the level's number
   */
  Adapters(Parameters parameters, String name, List<FeatureWidths> levels, Random random) {
    for (int level = 0; level < levels.size(); level++) {
      FeatureWidths widths = levels.get(level);
      weights.add(
          parameters.add(
              name + ".adapter" + level,
              drawn(widths.student() * widths.teacher(), widths.student(), random),
              widths.teacher(),
              widths.student(),
              1,
              1));
    }
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
    return feature.conv(weights.get(level));
  }
}
