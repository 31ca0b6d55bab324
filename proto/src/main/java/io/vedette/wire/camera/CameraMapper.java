package io.vedette.wire.camera;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.proto.v1.CameraLabel;
import io.vedette.proto.v1.CameraLabels;
import io.vedette.proto.v1.CameraMask;
import io.vedette.proto.v1.CameraMasks;
import io.vedette.proto.v1.CameraOrders;
import io.vedette.proto.v1.CameraTiles;
import io.vedette.proto.v1.CameraZone;
import io.vedette.proto.v1.CameraZones;
import io.vedette.proto.v1.Corner;
import io.vedette.wire.TextBound;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of cameras, between their messages and records. */
public final class CameraMapper {

  private static final TextBound REFUSAL =
      TextBound.of(
          io.vedette.proto.v1.CameraReport.getDescriptor(),
          io.vedette.proto.v1.CameraReport.REFUSAL_FIELD_NUMBER);
  private static final TextBound SOURCE =
      TextBound.of(
          io.vedette.proto.v1.CameraReport.getDescriptor(),
          io.vedette.proto.v1.CameraReport.SOURCE_FIELD_NUMBER);

  private CameraMapper() {}

  public static io.vedette.proto.v1.CameraSettings toProto(CameraSettings settings) {
    var message = io.vedette.proto.v1.CameraSettings.newBuilder();
    if (settings.source() != null) {
      message.setSource(settings.source());
    }
    if (settings.fps() != null) {
      message.setFps(settings.fps());
    }
    if (settings.zones() != null) {
      CameraZones.Builder zones = CameraZones.newBuilder();
      settings
          .zones()
          .forEach(
              (name, zone) ->
                  zones.addZones(
                      CameraZone.newBuilder().setName(name).addAllCorners(corners(zone))));
      message.setZones(zones);
    }
    if (settings.masks() != null) {
      CameraMasks.Builder masks = CameraMasks.newBuilder();
      settings
          .masks()
          .forEach(mask -> masks.addMasks(CameraMask.newBuilder().addAllCorners(corners(mask))));
      message.setMasks(masks);
    }
    if (settings.labels() != null) {
      CameraLabels.Builder labels = CameraLabels.newBuilder();
      settings
          .labels()
          .forEach(
              (label, rule) ->
                  labels.addLabels(
                      CameraLabel.newBuilder()
                          .setLabel(label)
                          .setThreshold(rule.threshold())
                          .setMinSize(rule.minSize())));
      message.setLabels(labels);
    }
    TileGrid tiles = settings.tiles();
    if (tiles != null) {
      CameraTiles.Builder grid = CameraTiles.newBuilder().setGrid(tiles.grid());
      if (tiles.overlap() != null) {
        grid.setOverlap(tiles.overlap());
      }
      message.setTiles(grid);
    }
    return message.build();
  }

  private static List<Corner> corners(Polygon polygon) {
    return polygon.corners().stream()
        .map(corner -> Corner.newBuilder().setX(corner.get(0)).setY(corner.get(1)).build())
        .toList();
  }

  /**
   * @throws IllegalArgumentException in one line, when a setting cannot be, or a name is there
   *     twice
   */
  public static CameraSettings fromProto(io.vedette.proto.v1.CameraSettings message) {
    return new CameraSettings(
        message.hasSource() ? message.getSource() : null,
        message.hasFps() ? message.getFps() : null,
        message.hasZones() ? zones(message.getZones()) : null,
        message.hasMasks()
            ? message.getMasks().getMasksList().stream()
                .map(mask -> polygon("masks", mask.getCornersList()))
                .toList()
            : null,
        message.hasLabels() ? labels(message.getLabels()) : null,
        message.hasTiles()
            ? new TileGrid(
                message.getTiles().getGrid(),
                message.getTiles().hasOverlap() ? message.getTiles().getOverlap() : null)
            : null);
  }

  private static Map<String, Polygon> zones(CameraZones message) {
    Map<String, Polygon> zones = new TreeMap<>();
    for (CameraZone zone : message.getZonesList()) {
      Polygon area = polygon("zones: " + zone.getName(), zone.getCornersList());
      if (zones.put(zone.getName(), area) != null) {
        throw new IllegalArgumentException("zones: " + zone.getName() + " is there twice");
      }
    }
    return zones;
  }

  private static Polygon polygon(String where, List<Corner> corners) {
    try {
      return new Polygon(corners.stream().map(c -> List.of(c.getX(), c.getY())).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, LabelRule> labels(CameraLabels message) {
    Map<String, LabelRule> labels = new TreeMap<>();
    for (CameraLabel label : message.getLabelsList()) {
      LabelRule rule = new LabelRule(label.getThreshold(), label.getMinSize());
      if (labels.put(label.getLabel(), rule) != null) {
        throw new IllegalArgumentException("labels: " + label.getLabel() + " is there twice");
      }
    }
    return labels;
  }

  public static CameraOrders toProto(List<CameraOrder> orders) {
    CameraOrders.Builder message = CameraOrders.newBuilder();
    orders.forEach(
        order ->
            message.addCameras(
                io.vedette.proto.v1.CameraOrder.newBuilder()
                    .setCameraId(order.cameraId())
                    .setRevision(order.revision())
                    .setSettings(toProto(order.settings()))));
    return message.build();
  }

  /**
   * @throws IllegalArgumentException in one line, when a setting cannot be
   */
  public static CameraOrder fromProto(io.vedette.proto.v1.CameraOrder order) {
    return new CameraOrder(
        order.getCameraId(), order.getRevision(), fromProto(order.getSettings()));
  }

  public static io.vedette.proto.v1.CameraReport toProto(CameraReport report) {
    return io.vedette.proto.v1.CameraReport.newBuilder()
        .setCameraId(report.cameraId())
        .setRevision(report.revision())
        .setRefusedRevision(report.refusedRevision())
        .setRefusal(REFUSAL.fit(report.refusal()))
        .addAllLocal(report.local())
        .setSource(SOURCE.fit(report.source()))
        .setRunning(toProto(report.running()))
        .setCut(report.cut())
        .build();
  }

  /**
   * @throws IllegalArgumentException in one line, when a setting cannot be
   */
  public static CameraReport fromProto(io.vedette.proto.v1.CameraReport message) {
    return new CameraReport(
        message.getCameraId(),
        message.getRevision(),
        message.getRefusedRevision(),
        message.getRefusal(),
        message.getLocalList(),
        message.getSource(),
        fromProto(message.getRunning()),
        message.getCut());
  }

  /** Orders as bytes, for a file. */
  public static byte[] encode(List<CameraOrder> orders) {
    return toProto(orders).toByteArray();
  }

  /**
   * What {@link #encode} gave.
   *
   * @throws IllegalArgumentException in one line, when they are no orders
   */
  public static List<CameraOrder> decode(byte[] bytes) {
    try {
      return CameraOrders.parseFrom(bytes).getCamerasList().stream()
          .map(CameraMapper::fromProto)
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no orders for cameras", e);
    }
  }
}
