package io.vedette.federated.architecture;

/** The convolutions of the head's box branch, two on every level. */
public enum BoxBranch {
  /** 3x3 over all channels, as YOLO11 has it. */
  DENSE((layers, name, x, width) -> layers.conv(name, x, width, 3, 1)),
  /** Depthwise 3x3, then 1x1: a sixth of the cost, which counts where a level is fine. */
  SEPARABLE(
      (layers, name, x, width) ->
          layers.conv(name + ".pw", layers.depthwise(name + ".dw", x, 3, 1), width, 1, 1));

  interface Step {
    Feature append(Layers layers, String name, Feature x, int width);
  }

  private final Step step;

  BoxBranch(Step step) {
    this.step = step;
  }

  Feature append(Layers layers, String name, Feature x, int width) {
    return step.append(layers, name, x, width);
  }
}
