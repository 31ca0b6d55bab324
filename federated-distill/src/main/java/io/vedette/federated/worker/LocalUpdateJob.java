package io.vedette.federated.worker;

import java.nio.file.Path;

/**
 * An agent's part of a federated round: the base student, trained on the agent's own verdicts.
 * Leaves {@code update.safetensors} and a {@link LocalUpdateResult}.
 *
 * @param base the round's training graph (ONNX, unfused, float)
 * @param dataset the agent's frames with their verdicts: a dataset folder, or a COCO JSON file with
 *     its pictures beside it
 * @param epochs passes over the dataset
 * @param batch pictures per step
 * @param learningRate peak of the schedule; 0: the usual one for the graph
 * @param seed of the shuffle and the augmentation
 * @param output folder of the results
 */
public record LocalUpdateJob(
    Path base, Path dataset, int epochs, int batch, double learningRate, long seed, Path output)
    implements Job {

  /** Name of the weights file within {@link #output}. */
  public static final String UPDATE_FILE = "update.safetensors";

  /** Where the trained weights are once the job is done. */
  public Path update() {
    return output.resolve(UPDATE_FILE);
  }
}
