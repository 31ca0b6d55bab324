package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.quantize.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/** Where a recipe is followed: what its steps may look at, and who trains for them. */
public interface RecipeContext {

  /** The model that everything began with. */
  Graph original();

  /**
   * Pictures to watch ranges on.
   *
   * @throws DetectorException when there are none
   */
  List<PictureSource> calibration() throws DetectorException;

  /**
   * Labelled pictures to learn from.
   *
   * @throws DetectorException when there are none
   */
  Dataset lessons() throws DetectorException;

  /**
   * How fast the device is that the models are for.
   *
   * @throws DetectorException when no profile tells
   */
  Speed speed() throws DetectorException;

  /** Names what an ingredient stands for: others have another digest. */
  String digest(Requirement ingredient) throws DetectorException, IOException;

  /**
   * Trains, in a process of its own; what was broken off goes on.
   *
   * @param folder where the training keeps what it has
   * @return the best that the student was, in training form
   */
  Graph taught(TrainingTask lesson, Path folder)
      throws DetectorException, IOException, InterruptedException;

  /**
   * @return told how much of the work is done
   */
  IntConsumer progress(String what, int total);
}
