package io.vedette.federated.architecture;

import java.util.List;

/** What makes features of a picture. */
public enum Backbone {
  /** YOLO11's, as its scales n and s have it: {@link Yolo11Backbone}. */
  YOLO11((layers, design, image) -> new Yolo11Backbone(layers, design, false).build(image)),
  /** YOLO11's with C3k blocks nested everywhere, as its scales m, l and x have it. */
  YOLO11_NESTED((layers, design, image) -> new Yolo11Backbone(layers, design, true).build(image));

  interface Builder {
    List<Feature> build(Layers layers, Design design, Feature image);
  }

  private final Builder builder;

  Backbone(Builder builder) {
    this.builder = builder;
  }

  /** One feature for each of the design's levels, finest first. */
  List<Feature> build(Layers layers, Design design, Feature image) {
    return builder.build(layers, design, image);
  }
}
