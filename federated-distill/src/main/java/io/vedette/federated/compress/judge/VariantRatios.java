package io.vedette.federated.compress.judge;

/**
 * A variant compared with the model that it was made of; each figure is a share of the model's.
 *
 * @param timesFaster the median over pairs, the same picture one after the other
 */
public record VariantRatios(
    double parameters, double bytes, double gflops, double ap50, double ap, double timesFaster) {

  public static VariantRatios of(VariantRow row, VariantRow reference) {
    return new VariantRatios(
        (double) row.cost().parameters() / reference.cost().parameters(),
        (double) row.bytes() / reference.bytes(),
        row.cost().gflops() / reference.cost().gflops(),
        row.ap50() / reference.ap50(),
        row.ap() / reference.ap(),
        row.timing().timesFaster());
  }
}
