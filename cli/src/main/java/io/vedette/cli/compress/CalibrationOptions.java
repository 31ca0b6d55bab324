package io.vedette.cli.compress;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.CalibrationPictures;
import io.vedette.cli.option.DataForm;
import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.federated.compress.quantize.CalibrationData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The pictures that INT8 ranges are measured on; a mixin. */
final class CalibrationOptions {

  @InputPath
  @Option(
      names = "--calibration",
      paramLabel = "PATH",
      description =
          "Pictures, folders or videos without labels to measure INT8 ranges on; repeatable"
              + " (default: the pictures of --data).")
  private List<Path> paths = List.of();

  @Option(
      names = "--calibration-split",
      paramLabel = "NAME",
      description =
          "Part of --data to measure INT8 ranges on (default: the pictures that variants are"
              + " judged on).")
  private @Nullable String split;

  @Range(least = 1)
  @Option(
      names = "--calibration-pictures",
      paramLabel = "N",
      defaultValue = "64",
      description = "Number of calibration pictures, at most (default: ${DEFAULT-VALUE}).")
  private int count;

  /**
   * The pictures.
   *
   * @param form of the data
   * @param data that the pictures judged on came from
   */
  CalibrationData of(DataForm form, Path data, Dataset judged, InputSpec input)
      throws DetectorException, IOException {
    CalibrationData pictures =
        paths.isEmpty()
            ? CalibrationPictures.of(split == null ? judged : form.find(data).open(split), count)
            : CalibrationPictures.of(paths, count);
    return pictures.suiting(input);
  }
}
