package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens labelled pictures of any known form. */
public final class Datasets {

  private Datasets() {}

  /**
   * Opens a dataset of any known form, recognised by its content.
   *
   * @param path a folder, an annotation file or a YOLO {@code data.yaml}
   * @param split which part: train, val, test, trainval …; null for all parts together
   * @throws DetectorException when there is no dataset, no such part, or a line that is wrong
   */
  public static Dataset open(Path path, @Nullable String split) throws DetectorException {
    return DatasetSource.find(path, null).open(split);
  }

  /** The same, looked through from end to end: see {@link DatasetSource#inspect}. */
  public static Inspection inspect(Path path, @Nullable String split) throws DetectorException {
    return DatasetSource.find(path, null).inspect(split);
  }
}
