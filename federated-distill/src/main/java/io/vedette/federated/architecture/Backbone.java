package io.vedette.federated.architecture;

import java.util.List;

/** What makes features of a picture. */
public enum Backbone {
  /** YOLO11's, as its scales n and s have it: {@link Yolo11Backbone}. */
  YOLO11((layers, design, image) -> new Yolo11Backbone(layers, design, false).build(image)),
  /** YOLO11's with C3k blocks nested everywhere, as its scales m, l and x have it. */
  YOLO11_NESTED((layers, design, image) -> new Yolo11Backbone(layers, design, true).build(image)),
  /** Half of the channels pass by: {@link ShuffleNetV2}. */
  SHUFFLENET_V2((layers, design, image) -> new ShuffleNetV2(layers, design).build(image)),
  /** Found by search for the slower phones: {@link MobileNetV3}. */
  MOBILENET_V3_SMALL(MobileNetV3.SMALL::build),
  /** Found by search for the faster phones: {@link MobileNetV3}. */
  MOBILENET_V3_LARGE(MobileNetV3.LARGE::build),
  /** Made for INT8: {@link EfficientNetLite}. */
  EFFICIENTNET_LITE(EfficientNetLite.BACKBONE::build);

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
