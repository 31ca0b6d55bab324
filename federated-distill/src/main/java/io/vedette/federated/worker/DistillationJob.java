package io.vedette.federated.worker;

import io.vedette.federated.autograd.ComputePrecision;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Re-distillation of an aggregated student on the hard-example set, then its export. Leaves {@code
 * training.onnx}, {@code fp32.onnx}, {@code int8.onnx} and a {@link DistillationResult}.
 *
 * @param student the aggregated student, training form (ONNX, unfused, float)
 * @param baseline the student that the fleet runs now, training form: judged on the same pictures
 * @param dataset pictures with the teacher's verdicts as labels
 * @param validation the same form; never trained on
 * @param teacher the teacher's graph for dense targets; null for a black-box teacher
 * @param epochs passes over the dataset
 * @param batch pictures per step
 * @param learningRate peak of the schedule
 * @param temperature softens the teacher's scores; 1 leaves them
 * @param alpha weight of the teacher's dense answer against the verdicts, 0 to 1
 * @param exitLoss share of the found objects, and AP50, that an earlier exit of the variants may
 *     lose, 0 to 1; 0: they look at all levels, as the training form always does
 * @param precision of what is computed while learning
 * @param seed of the shuffle and the augmentation
 * @param output folder of the results
 */
public record DistillationJob(
    Path student,
    Path baseline,
    Path dataset,
    Path validation,
    @Nullable Path teacher,
    int epochs,
    int batch,
    double learningRate,
    double temperature,
    double alpha,
    double exitLoss,
    ComputePrecision precision,
    long seed,
    Path output)
    implements Job {

  /** Name of the training graph within {@link #output}. */
  public static final String TRAINING_FILE = "training.onnx";

  /** Where the distilled training graph is once the job is done. */
  public Path training() {
    return output.resolve(TRAINING_FILE);
  }
}
