package io.vedette.federated.learn;

import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingListener;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/** Hears how a training goes, and may stop it between pictures. */
public interface TrainingObserver extends TrainingListener, ProgressListener {

  /**
   * Called before each picture that is looked at outside of training steps.
   *
   * @throws CancellationException when the training is to stop
   */
  void check();

  /**
   * Announces work on pictures before the training.
   *
   * @param what a few words, such as "asking the teacher"
   * @param total pictures
   * @return receives how many are done
   */
  IntConsumer progress(String what, int total);

  /** A line for people. */
  void message(String line);
}
