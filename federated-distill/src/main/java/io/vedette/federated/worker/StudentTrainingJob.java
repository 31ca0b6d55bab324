package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.DistillationTerms;
import io.vedette.federated.distill.SampleWeighting;
import io.vedette.federated.distill.Temperature;
import io.vedette.federated.train.TrainingOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Training of one student, from labels or from a teacher. Leaves {@code training.onnx}, {@code
 * fp32.onnx}, a history and a {@link StudentTrainingResult}.
 *
 * @param student the network as it starts, training form
 * @param pictures what it sees
 * @param labelledShare share of the pictures whose labels count, 0 to 1; the teacher labels the
 *     others
 * @param options of the training
 * @param teaching by a teacher; null for labels alone
 * @param output folder of the results
 */
public record StudentTrainingJob(
    Path student,
    Pictures pictures,
    double labelledShare,
    TrainingOptions options,
    @Nullable Teaching teaching,
    Path output)
    implements Job {

  /** Name of the trained graph within {@link #output}. */
  public static final String TRAINING_FILE = "training.onnx";

  /** Where the trained graph is once the job is done. */
  public Path trained() {
    return output.resolve(TRAINING_FILE);
  }

  /**
   * A dataset and how it is divided.
   *
   * @param data folder or file
   * @param form of the dataset; null: recognised by its content
   * @param split the part to train on; null: the usual one
   * @param holdOut every so many pictures are measured on and not trained on; 0 or 1: none
   */
  public record Pictures(Path data, @Nullable String form, @Nullable String split, int holdOut) {}

  /**
   * How the student learns from its teacher.
   *
   * @param teacher its graph
   * @param loss between the two
   * @param threshold score from which the teacher's boxes are labels, 0 to 1
   * @param blackBox whether only these boxes are used
   * @param memory folder that keeps the teacher's answers for other jobs; null for none
   */
  public record Teaching(
      Path teacher, Loss loss, double threshold, boolean blackBox, @Nullable Path memory) {}

  /**
   * {@link DistillationLoss.Settings} in a form that can be written down.
   *
   * @param terms as {@link DistillationTerms#parse} reads them
   */
  public record Loss(
      String terms, double alpha, Temperature temperature, SampleWeighting emphasis) {

    public static Loss of(DistillationLoss.Settings settings) {
      return new Loss(
          settings.terms().toString(),
          settings.alpha(),
          settings.temperature(),
          settings.emphasis());
    }

    DistillationLoss.Settings settings(long seed) throws DetectorException {
      return new DistillationLoss.Settings(
          DistillationTerms.parse(terms), alpha, temperature, emphasis, seed);
    }
  }
}
