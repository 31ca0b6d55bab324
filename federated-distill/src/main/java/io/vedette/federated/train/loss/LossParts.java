package io.vedette.federated.train.loss;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of one step's loss as numbers, weighted as they are summed.
 *
 * @param classes of all scores, objectness too
 * @param distribution zero for heads whose distances are no distributions
 * @param extra distillation and other additions
 */
public record LossParts(double box, double classes, double distribution, double extra) {

  public static final LossParts NONE = new LossParts(0, 0, 0, 0);

  /** The parts by what people call them, in the order in which they are shown. */
  public Map<String, Double> byName() {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("box", box);
    parts.put("classes", classes);
    parts.put("distribution", distribution);
    parts.put("extra", extra);
    return parts;
  }

  public double total() {
    return box + classes + distribution + extra;
  }

  public LossParts plus(LossParts other) {
    return new LossParts(
        box + other.box,
        classes + other.classes,
        distribution + other.distribution,
        extra + other.extra);
  }

  public LossParts times(double factor) {
    return new LossParts(box * factor, classes * factor, distribution * factor, extra * factor);
  }
}
