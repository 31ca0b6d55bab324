package io.vedette.federated.worker;

import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingProgress;
import java.util.function.Consumer;

/** The trainer's steps as a job's progress: every tenth, and the last of each epoch. */
record TrainingSteps(Consumer<Progress> progress) implements ProgressListener {

  @Override
  public void on(TrainingProgress training) {
    if (training.step() % 10 == 0 || training.step() == training.steps()) {
      progress.accept(
          new Progress("training", training.epoch(), training.epochs(), training.loss().total()));
    }
  }
}
