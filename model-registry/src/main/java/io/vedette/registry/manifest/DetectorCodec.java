package io.vedette.registry.manifest;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import io.vedette.registry.RegistryException;

/** A {@link DetectorSpec} as protobuf and back. */
public final class DetectorCodec {

  private static final int MAX_LABELS = 100_000;
  private static final int MAX_SIDE = 16_384;

  private DetectorCodec() {}

  public static io.vedette.proto.v1.DetectorSpec toProto(DetectorSpec spec) {
    io.vedette.proto.v1.DetectorSpec.Builder proto =
        io.vedette.proto.v1.DetectorSpec.newBuilder()
            .setTask("detection")
            .addAllLabels(spec.labels())
            .setInput(toProto(spec.input()))
            .setHead(
                io.vedette.proto.v1.HeadSpec.newBuilder()
                    .setFamily(spec.head().family())
                    .putAllParameters(spec.head().parameters()))
            .setScoreThreshold(spec.scoreThreshold())
            .setNmsIou(spec.nmsIou());
    if (spec.tiles().cuts()) {
      proto.setTiles(
          io.vedette.proto.v1.TileSpec.newBuilder()
              .setGrid(spec.tiles().grid())
              .setOverlap(spec.tiles().overlap()));
    }
    return proto.build();
  }

  private static io.vedette.proto.v1.InputSpec toProto(InputSpec input) {
    return io.vedette.proto.v1.InputSpec.newBuilder()
        .setName(input.name())
        .setLayout(input.layout().name())
        .setWidth(input.width())
        .setHeight(input.height())
        .setColorOrder(input.colorOrder().name())
        .setScale(input.scale())
        .addAllMean(input.mean())
        .addAllStd(input.std())
        .setFit(fit(input.fit()))
        .setPadValue(input.padValue())
        .build();
  }

  /**
   * @throws RegistryException when a field is missing or out of its range
   */
  public static DetectorSpec fromProto(io.vedette.proto.v1.DetectorSpec spec)
      throws RegistryException {
    if (!spec.getTask().equals("detection")) {
      throw new RegistryException(
          "detector spec: task '" + spec.getTask() + "' is not known; only detection is");
    }
    if (spec.getLabelsCount() == 0 || spec.getLabelsCount() > MAX_LABELS) {
      throw new RegistryException("detector spec: " + spec.getLabelsCount() + " labels");
    }
    if (spec.getHead().getFamily().isEmpty()) {
      throw new RegistryException("detector spec: no head family");
    }
    HeadSpec head = new HeadSpec(spec.getHead().getFamily(), spec.getHead().getParametersMap());
    return new DetectorSpec(
        spec.getLabelsList(),
        fromProto(spec.getInput()),
        head,
        share(spec.getScoreThreshold(), "score threshold"),
        share(spec.getNmsIou(), "NMS IoU"),
        spec.hasTiles() ? fromProto(spec.getTiles()) : TileSpec.WHOLE);
  }

  private static TileSpec fromProto(io.vedette.proto.v1.TileSpec tiles) throws RegistryException {
    try {
      return new TileSpec(tiles.getGrid(), tiles.getOverlap());
    } catch (IllegalArgumentException e) {
      throw new RegistryException("detector spec: " + e.getMessage(), e);
    }
  }

  private static InputSpec fromProto(io.vedette.proto.v1.InputSpec input) throws RegistryException {
    if (input.getWidth() < 1
        || input.getHeight() < 1
        || input.getWidth() > MAX_SIDE
        || input.getHeight() > MAX_SIDE) {
      throw new RegistryException(
          "detector spec: input of " + input.getWidth() + "x" + input.getHeight() + " pixels");
    }
    int channels = colorOrder(input.getColorOrder()).channels();
    if (input.getMeanCount() != channels || input.getStdCount() != channels) {
      throw new RegistryException(
          "detector spec: input mean and std need a value for each of " + channels + " channels");
    }
    return new InputSpec(
        input.getName(),
        input.getWidth(),
        input.getHeight(),
        colorOrder(input.getColorOrder()),
        input.getScale(),
        input.getMeanList(),
        input.getStdList(),
        fit(input.getFit()),
        input.getPadValue(),
        layout(input.getLayout()));
  }

  private static InputSpec.Layout layout(String text) throws RegistryException {
    for (InputSpec.Layout layout : InputSpec.Layout.values()) {
      if (layout.name().equals(text)) {
        return layout;
      }
    }
    throw new RegistryException("detector spec: input layout '" + text + "'");
  }

  private static float share(float value, String what) throws RegistryException {
    if (!(value >= 0 && value <= 1)) {
      throw new RegistryException("detector spec: " + what + " " + value + " is outside 0 to 1");
    }
    return value;
  }

  private static InputSpec.ColorOrder colorOrder(String text) throws RegistryException {
    for (InputSpec.ColorOrder order : InputSpec.ColorOrder.values()) {
      if (order.name().equals(text)) {
        return order;
      }
    }
    throw new RegistryException(
        "detector spec: colour order '" + text + "' is not RGB, BGR or GRAY");
  }

  private static InputSpec.Fit fit(String text) throws RegistryException {
    for (InputSpec.Fit fit : InputSpec.Fit.values()) {
      if (fit(fit).equals(text)) {
        return fit;
      }
    }
    throw new RegistryException("detector spec: fit '" + text + "' is not known");
  }

  private static String fit(InputSpec.Fit fit) {
    return switch (fit) {
      case LETTERBOX_CENTER -> "letterbox-center";
      case LETTERBOX_TOP_LEFT -> "letterbox-top-left";
      case STRETCH -> "stretch";
    };
  }
}
