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

/** What the steps of a recipe may use: pictures, a device's speed, and training. */
public interface RecipeContext {

  /** The model that the recipe starts from. */
  Graph original();

  /**
   * Pictures to measure INT8 ranges on.
   *
   * @throws DetectorException when there are none
   */
  List<PictureSource> calibration() throws DetectorException;

  /**
   * Labelled pictures to learn from.
   *
   * @throws DetectorException when there are none
   */
  Dataset trainingData() throws DetectorException;

  /**
   * The speed of the device that the models are for.
   *
   * @throws DetectorException when there is no profile of it
   */
  Speed speed() throws DetectorException;

  /** A digest of what a requirement stands for. */
  String digest(Requirement requirement) throws DetectorException, IOException;

  /**
   * Trains in a process of its own, from the folder's checkpoint if there is one.
   *
   * @param folder where the training keeps its checkpoint and results
   * @return the student of the best epoch, in training form
   */
  Graph train(TrainingTask task, Path folder)
      throws DetectorException, IOException, InterruptedException;

  /**
   * @return receives how much of the work is done
   */
  IntConsumer progress(String what, int total);
}
