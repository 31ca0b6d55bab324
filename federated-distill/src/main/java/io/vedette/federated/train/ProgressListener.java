package io.vedette.federated.train;

/** Receives the progress of a training, on the training thread; it must return quickly. */
@FunctionalInterface
public interface ProgressListener {

  ProgressListener SILENT = progress -> {};

  void on(TrainingProgress progress);
}
