package io.vedette.cli.compress;

import io.vedette.cli.compress.CompressReport.Row;

/**
 * A variant beside the model that it was made of; each figure is a share of the model's.
 *
 * @param timesFaster the median over pairs, the same picture one after the other
 */
record Ratios(
    double parameters, double bytes, double gflops, double ap50, double ap, double timesFaster) {

  static Ratios of(Row row, Row reference) {
    return new Ratios(
        (double) row.cost().parameters() / reference.cost().parameters(),
        (double) row.bytes() / reference.bytes(),
        row.cost().gflops() / reference.cost().gflops(),
        row.ap50() / reference.ap50(),
        row.ap() / reference.ap(),
        row.timing().timesFaster());
  }
}
