package io.vedette.federated.train;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a training from its start to its end, and learns of an epoch when its checkpoint is safe;
 * called on the training thread, so it must return quickly. For progress alone there is {@link
 * ProgressListener}.
 */
public interface TrainingListener {

  /**
   * Before the first step.
   *
   * @param before epochs done earlier, when a training goes on
   * @param shown pictures that the student is measured on, or trained on where there are none
   */
  default void onStart(List<EpochReport> before, Dataset shown) {}

  /** After a step. */
  default void onStep(TrainingProgress progress) {}

  /**
   * After an epoch; never twice for the same one, also when a training was killed and goes on.
   *
   * @param history all epochs, the new one last
   * @param better what is exported of the epoch if none was better before; null otherwise
   */
  default void onEpoch(List<EpochReport> history, @Nullable Graph better) {}

  /** Behind everything else, also when the training has failed. */
  default void onEnd() {}
}
