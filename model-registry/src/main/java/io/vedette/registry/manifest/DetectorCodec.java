package io.vedette.registry.manifest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ProtocolMessageEnum;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import io.vedette.proto.v1.ColorOrder;
import io.vedette.proto.v1.DetectorTask;
import io.vedette.proto.v1.InputFit;
import io.vedette.proto.v1.InputLayout;
import io.vedette.registry.RegistryException;
import io.vedette.wire.EnumLabels;

/** A {@link DetectorSpec} as protobuf and back. */
public final class DetectorCodec {

  private static final int MAX_LABELS = 4096;
  private static final int MAX_SIDE = 16_384;

  private static final EnumLabels<InputLayout> LAYOUTS = EnumLabels.of(InputLayout.class);
  private static final EnumLabels<ColorOrder> ORDERS = EnumLabels.of(ColorOrder.class);
  private static final EnumLabels<InputFit> FITS = EnumLabels.of(InputFit.class);

  private DetectorCodec() {}

  /** A spec as the bytes of its message, for files. */
  public static byte[] encode(DetectorSpec spec) {
    return toProto(spec).toByteArray();
  }

  /**
   * @param bytes of {@link #encode}
   * @throws RegistryException when they are no such message, or a field is missing or out of its
   *     range
   */
  public static DetectorSpec decode(byte[] bytes) throws RegistryException {
    try {
      return fromProto(io.vedette.proto.v1.DetectorSpec.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new RegistryException("detector spec: " + e.getMessage(), e);
    }
  }

  public static io.vedette.proto.v1.DetectorSpec toProto(DetectorSpec spec) {
    io.vedette.proto.v1.DetectorSpec.Builder proto =
        io.vedette.proto.v1.DetectorSpec.newBuilder()
            .setTask(DetectorTask.DETECTOR_TASK_DETECTION)
            .addAllLabels(spec.labels())
            .setInput(toProto(spec.input()))
            .setHead(
                io.vedette.proto.v1.HeadSpec.newBuilder()
                    .setFamily(spec.head().family())
                    .addAllParameters(KeyValues.toProto(spec.head().parameters())))
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
        .setLayout(LAYOUTS.value(input.layout().name()))
        .setWidth(input.width())
        .setHeight(input.height())
        .setColorOrder(ORDERS.value(input.colorOrder().name()))
        .setScale(input.scale())
        .addAllMean(input.mean())
        .addAllStd(input.std())
        .setFit(FITS.value(input.fit().name()))
        .setPadValue(input.padValue())
        .build();
  }

  /**
   * @throws RegistryException when a field is missing or out of its range
   */
  public static DetectorSpec fromProto(io.vedette.proto.v1.DetectorSpec spec)
      throws RegistryException {
    if (spec.getTask() != DetectorTask.DETECTOR_TASK_DETECTION) {
      throw new RegistryException(
          "detector spec: task " + spec.getTaskValue() + " is not known; only detection is");
    }
    if (spec.getLabelsCount() == 0 || spec.getLabelsCount() > MAX_LABELS) {
      throw new RegistryException("detector spec: " + spec.getLabelsCount() + " labels");
    }
    if (spec.getHead().getFamily().isEmpty()) {
      throw new RegistryException("detector spec: no head family");
    }
    HeadSpec head =
        new HeadSpec(
            spec.getHead().getFamily(), KeyValues.fromProto(spec.getHead().getParametersList()));
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
    InputSpec.ColorOrder order =
        known(input.getColorOrder(), ORDERS, InputSpec.ColorOrder.values(), "colour order");
    int channels = order.channels();
    if (input.getMeanCount() != channels || input.getStdCount() != channels) {
      throw new RegistryException(
          "detector spec: input mean and std need a value for each of " + channels + " channels");
    }
    return new InputSpec(
        input.getName(),
        input.getWidth(),
        input.getHeight(),
        order,
        input.getScale(),
        input.getMeanList(),
        input.getStdList(),
        known(input.getFit(), FITS, InputSpec.Fit.values(), "fit"),
        input.getPadValue(),
        known(input.getLayout(), LAYOUTS, InputSpec.Layout.values(), "input layout"));
  }

  private static float share(float value, String what) throws RegistryException {
    if (!(value >= 0 && value <= 1)) {
      throw new RegistryException("detector spec: " + what + " " + value + " is outside 0 to 1");
    }
    return value;
  }

  /** The constant that has the label of a value of the wire. */
  private static <W extends Enum<W> & ProtocolMessageEnum, E extends Enum<E>> E known(
      W value, EnumLabels<W> labels, E[] constants, String what) throws RegistryException {
    for (E constant : constants) {
      if (!labels.label(value).isEmpty() && labels.value(constant.name()) == value) {
        return constant;
      }
    }
    throw new RegistryException(
        "detector spec: the " + what + " is not set, or is one of a newer release");
  }
}
