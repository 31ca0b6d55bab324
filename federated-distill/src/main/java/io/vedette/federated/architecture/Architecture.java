package io.vedette.federated.architecture;

import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A network that can be asked for by name: {@link Yolo11} at one scale.
 *
 * @param name as in {@code vedette train --architecture NAME}
 */
public record Architecture(
    String name,
    double depth,
    double width,
    int maxChannels,
    Activation activation,
    int bins,
    boolean attention,
    boolean nested) {

  /** Published scales with SiLU, and two of our own for small objects with ReLU. */
  private static final List<Architecture> ALL =
      List.of(
          new Architecture("vedette-pico", 0.5, 0.125, 384, Activation.RELU, 8, false, false),
          new Architecture("vedette-small", 0.5, 0.1875, 512, Activation.RELU, 8, false, false),
          new Architecture("yolo11n", 0.50, 0.25, 1024, Activation.SILU, 16, true, false),
          new Architecture("yolo11s", 0.50, 0.50, 1024, Activation.SILU, 16, true, false),
          new Architecture("yolo11m", 0.50, 1.00, 512, Activation.SILU, 16, true, true),
          new Architecture("yolo11l", 1.00, 1.00, 512, Activation.SILU, 16, true, true),
          new Architecture("yolo11x", 1.00, 1.50, 512, Activation.SILU, 16, true, true));

  public static Optional<Architecture> named(String name) {
    return ALL.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /** All names, smallest first, for help and errors. */
  public static String names() {
    return ALL.stream().map(Architecture::name).collect(Collectors.joining(", "));
  }

  /** A new network of this architecture; the same seed gives the same weights. */
  public Graph build(List<String> labels, int inputSize, long seed) {
    Yolo11.Choices choices =
        new Yolo11.Choices(
            labels, inputSize, depth, width, maxChannels, activation, bins, attention, nested);
    return Yolo11.build(choices, seed);
  }
}
