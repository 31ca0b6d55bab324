package io.vedette.federated.architecture;

import java.util.List;

/** What carries features between the levels. */
public enum Neck {
  /** YOLO11's, as its scales n and s have it: {@link Yolo11Neck}. */
  YOLO11((layers, design, levels) -> new Yolo11Neck(layers, design, false).build(levels)),
  /** YOLO11's with C3k blocks nested everywhere, as its scales m, l and x have it. */
  YOLO11_NESTED((layers, design, levels) -> new Yolo11Neck(layers, design, true).build(levels)),
  /** Few channels and depthwise 5x5: {@link PicoDetNeck}. */
  PICODET((layers, design, levels) -> new PicoDetNeck(layers, design).build(levels));

  interface Builder {
    List<Feature> build(Layers layers, Design design, List<Feature> levels);
  }

  private final Builder builder;

  Neck(Builder builder) {
    this.builder = builder;
  }

  /** As many features as came in, finest first. */
  List<Feature> build(Layers layers, Design design, List<Feature> levels) {
    return builder.build(layers, design, levels);
  }
}
