package io.vedette.federated.compress.quantize;

/**
 * Chooses the range that a tensor's 8 bits cover: a wide one rounds coarsely, a narrow one cuts.
 */
public interface Calibrator {

  /**
   * @param seen the values that the tensor took
   * @param response what the graph does with them next: errors count as it lets them through
   */
  ValueRange range(Histogram seen, Response response);
}
