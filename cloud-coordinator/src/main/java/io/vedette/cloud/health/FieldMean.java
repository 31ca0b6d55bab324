package io.vedette.cloud.health;

/**
 * The mean of a figure over blocks, with an interval that holds at all times at once.
 *
 * @param blocks that say something about it; with 0 the other fields mean nothing
 */
public record FieldMean(double value, double low, double high, int blocks) {

  static final FieldMean NONE = new FieldMean(0, 0, 0, 0);
}
