package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorException;
import java.util.Map;
import java.util.TreeMap;

/** The calibrators by name: adding one means one file and one line here. */
public final class Calibrators {

  private static final Map<String, Calibrator> ALL =
      new TreeMap<>(
          Map.of(
              "minmax", new PercentileCalibrator(1),
              "percentile", new PercentileCalibrator(0.99999),
              "entropy", new EntropyCalibrator(),
              "mse", new SquaredErrorCalibrator()));

  private static final String PERCENTILE = "percentile=";

  private Calibrators() {}

  /**
   * @param name such as {@code mse}, or {@code percentile=0.9999}
   * @throws DetectorException when there is none of this name
   */
  public static Calibrator named(String name) throws DetectorException {
    Calibrator known = ALL.get(name);
    if (known != null) {
      return known;
    }
    try {
      if (name.startsWith(PERCENTILE)) {
        return new PercentileCalibrator(Double.parseDouble(name.substring(PERCENTILE.length())));
      }
    } catch (IllegalArgumentException e) {
      throw new DetectorException(name + ": a percentile is 0.9 to 1, such as 0.9999", e);
    }
    throw new DetectorException(
        "no calibrator is called '" + name + "'; there are " + ALL.keySet() + " and percentile=P");
  }
}
