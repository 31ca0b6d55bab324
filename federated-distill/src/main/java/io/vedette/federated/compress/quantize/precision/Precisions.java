package io.vedette.federated.compress.quantize.precision;

import io.vedette.detector.DetectorException;
import java.util.List;

/** The precisions: adding one means one file and one line here. */
public final class Precisions {

  public static final List<Precision> ALL =
      List.of(
          new Int8(),
          new Int8Dynamic(),
          new WeightsOnly("int8-weights", new Int8Form()),
          new Float16(),
          new WeightsOnly("fp16-weights", new Float16Form()),
          new WeightsOnly("ternary", new TernaryForm()),
          new WeightsOnly("binary", new BinaryForm()));

  private Precisions() {}

  /** What there is. */
  public static List<String> names() {
    return ALL.stream().map(Precision::name).toList();
  }

  /**
   * @throws DetectorException when there is none of this name
   */
  public static Precision named(String name) throws DetectorException {
    return ALL.stream()
        .filter(precision -> precision.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DetectorException(
                    "no precision is called '" + name + "'; there are " + names()));
  }
}
