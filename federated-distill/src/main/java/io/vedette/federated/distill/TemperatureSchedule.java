package io.vedette.federated.distill;

import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The temperature of a training under way. An adaptive one falls by a tenth whenever the mean
 * divergence of some steps (a fiftieth of the training) is higher than that of as many before: the
 * student swings instead of coming nearer, and a harder answer holds it better.
 *
 * <p>What it has to remember lies in a parameter that no gradient reaches: so checkpoints keep it,
 * and a training that is resumed goes on at the same temperature.
 */
final class TemperatureSchedule {

  private static final double FALL = 0.9;
  private static final int WINDOWS = 50;
  private static final int LEAST_STEPS = 10;

  // what is remembered, by place
  private static final int NOW = 0;
  private static final int SUM = 1;
  private static final int STEPS = 2;
  private static final int BEFORE = 3; // mean of the last window; below 0: there is none yet

  private final Temperature temperature;
  private final @Nullable Tensor memory;

  TemperatureSchedule(Temperature temperature, FreeParameters parameters) {
    this.temperature = temperature;
    this.memory =
        temperature.course() == Temperature.Course.ADAPTIVE
            ? parameters.add(
                "distill.temperature", new float[] {(float) temperature.from(), 0, 0, -1}, 4)
            : null;
  }

  /** Whether it wants to hear how far the student is. */
  boolean listens() {
    return memory != null;
  }

  /**
   * The temperature of a step.
   *
   * @param progress of the training, 0 to 1
   */
  double at(double progress) {
    return memory == null ? temperature.at(progress) : memory.toFloats()[NOW];
  }

  /**
   * Hears how far the student was from its teacher.
   *
   * @param divergence of a step
   * @param count steps of the whole training
   */
  void hear(double divergence, long count) {
    if (memory == null) {
      return;
    }
    float[] state = memory.toFloats();
    state[SUM] += (float) divergence;
    state[STEPS]++;
    if (state[STEPS] >= Math.max(LEAST_STEPS, count / WINDOWS)) {
      float mean = state[SUM] / state[STEPS];
      if (state[BEFORE] >= 0 && mean > state[BEFORE]) {
        state[NOW] = (float) Math.max(temperature.to(), FALL * state[NOW]);
      }
      state[SUM] = 0;
      state[STEPS] = 0;
      state[BEFORE] = mean;
    }
    memory.assign(state);
  }
}
