package io.vedette.federated.compress.quantize;

/**
 * Chooses between the two codes next to each weight so that together they change the output least:
 * {@code d H dT} with {@code d} what rounding changes and {@code H} the {@link PatchMoments}. From
 * the nearest codes on, the one change that helps most is made until none helps. The aim is that of
 * Nagel et al., <a href="https://arxiv.org/abs/2004.10568">Up or Down? Adaptive Rounding for
 * Post-Training Quantization</a>, section 3; the descent is over codes and needs no gradient.
 */
final class AdaptiveRounding {

  private AdaptiveRounding() {}

  /**
   * Improves the codes of one channel in place.
   *
   * @param weight the channel's values
   * @param codes the nearest
   * @param moments row-major, as many rows as values
   * @param most the greatest code
   */
  static void improve(float[] weight, int[] codes, double step, float[] moments, int most) {
    int size = weight.length;
    double[] change = new double[size];
    double[] pull = new double[size];
    for (int i = 0; i < size; i++) {
      change[i] = codes[i] * step - weight[i];
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        pull[i] += moments[i * size + j] * change[j];
      }
    }
    for (int turn = 0; turn < 2 * size; turn++) {
      int best = -1;
      double least = 0;
      for (int i = 0; i < size; i++) {
        double moved = change[i] > 0 ? -step : step;
        double gain = 2 * moved * pull[i] + moved * moved * moments[i * size + i];
        boolean possible = Math.abs(codes[i] + (moved > 0 ? 1 : -1)) <= most;
        // a weight beyond the codes has one neighbour only
        if (possible && Math.abs(change[i]) < step && gain < least) {
          least = gain;
          best = i;
        }
      }
      if (best < 0) {
        return;
      }
      double moved = change[best] > 0 ? -step : step;
      codes[best] += moved > 0 ? 1 : -1;
      change[best] += moved;
      for (int i = 0; i < size; i++) {
        pull[i] += moments[i * size + best] * moved;
      }
    }
  }
}
