package io.vedette.federated.worker;

import io.vedette.federated.autograd.ComputePrecision;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Re-distillation of an aggregated student on the hard-example set, then its export. Leaves {@code
 * training.onnx}, {@code fp32.onnx}, {@code int8.onnx} and a {@link DistillationResult}.
 *
 * @param exitLoss share of the found objects, and AP50, that an earlier exit of the variants may
 *     lose, 0 to 1; 0: they look at all levels, as the training form always does
 * @param output folder of the results
 */
public record DistillationJob(
    Models models,
    Pictures pictures,
    Training training,
    Teaching teaching,
    double exitLoss,
    Path output)
    implements Job {

  /**
   * The graphs, in training form (ONNX, unfused, float).
   *
   * @param student the aggregated student
   * @param baseline the student that the fleet runs now, measured on the same pictures
   * @param teacher the teacher's graph for dense targets; null for a black-box teacher
   */
  public record Models(Path student, Path baseline, @Nullable Path teacher) {}

  /**
   * The datasets.
   *
   * @param training pictures with the teacher's verdicts as labels
   * @param validation the same form; never trained on
   */
  public record Pictures(Path training, Path validation) {}

  /**
   * How the student is trained.
   *
   * @param epochs passes over the dataset
   * @param batch pictures per step
   * @param learningRate peak of the schedule; 0: the usual one for the graph
   * @param precision of what is computed while learning
   * @param seed of the shuffle and the augmentation
   */
  public record Training(
      int epochs, int batch, double learningRate, ComputePrecision precision, long seed) {}

  /**
   * How much the teacher counts.
   *
   * @param temperature softens the teacher's scores; 1 leaves them
   * @param alpha weight of the teacher's dense answer against the verdicts, 0 to 1
   */
  public record Teaching(double temperature, double alpha) {}

  /** Name of the training graph within {@link #output}. */
  public static final String TRAINING_FILE = "training.onnx";

  /** Where the distilled training graph is once the job is done. */
  public Path trained() {
    return output.resolve(TRAINING_FILE);
  }
}
