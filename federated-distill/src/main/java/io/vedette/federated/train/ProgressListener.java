package io.vedette.federated.train;

/** Hears how a training goes; called on the training thread, so be quick. */
@FunctionalInterface
public interface ProgressListener {

  ProgressListener SILENT = progress -> {};

  void on(TrainingProgress progress);
}
