package io.vedette.federated.compress.job;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.UsualSplits;
import io.vedette.federated.worker.StudentTrainingJob;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Labelled pictures that variants learn from.
 *
 * @param data folder or file; null if there are none
 * @param form of the dataset; null: recognised by its content
 * @param split the part to train on; null for the usual one
 * @param holdOut every so many pictures are measured on and not trained on; 0 for none
 */
public record TrainingPictures(
    @Nullable Path data, @Nullable String form, @Nullable String split, int holdOut) {

  static final String MISSING =
      "it needs labelled pictures to learn from; give --train-data D, others than those that are"
          + " judged on";

  public boolean given() {
    return data != null;
  }

  /**
   * Opens them.
   *
   * @throws DetectorException when none are given, or they cannot be read
   */
  Dataset open() throws DetectorException {
    DatasetSource source = DatasetSource.find(path(), form);
    return source.labelled(split == null ? UsualSplits.of(source).trained() : split);
  }

  /**
   * The pictures that are held out.
   *
   * @param otherwise if none are
   */
  Dataset heldOut(Dataset otherwise) throws DetectorException {
    return holdsOut() ? open().every(holdOut) : otherwise;
  }

  boolean holdsOut() {
    return holdOut > 1;
  }

  /**
   * For a training job.
   *
   * @throws DetectorException when none are given
   */
  StudentTrainingJob.Pictures forJob() throws DetectorException {
    return new StudentTrainingJob.Pictures(path(), form, split, holdOut);
  }

  private Path path() throws DetectorException {
    if (data == null) {
      throw new DetectorException(MISSING);
    }
    return data;
  }
}
