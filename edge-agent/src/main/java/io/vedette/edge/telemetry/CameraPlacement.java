package io.vedette.edge.telemetry;

import io.vedette.edge.place.Attitude;
import io.vedette.edge.place.CameraPose;
import io.vedette.edge.place.GeoPoint;
import io.vedette.edge.place.Lens;
import io.vedette.edge.place.PoseErrors;
import io.vedette.edge.place.Wgs84;
import org.jspecify.annotations.Nullable;

/** Where a camera is and looks at a moment, by its telemetry, or what is missing for that. */
public sealed interface CameraPlacement {

  /** All that is needed is known. */
  record Placed(CameraPose pose, Lens lens, PoseErrors errors) implements CameraPlacement {}

  /**
   * Something is unknown.
   *
   * @param reason what, for people
   */
  record NotPlaced(String reason) implements CameraPlacement {}

  /** Course over ground of this many degrees is taken for the direction of a camera. */
  double COURSE_ERROR = 15;

  /**
   * The placement of a frame.
   *
   * @param path of the camera
   * @param second of the path
   * @param aspect width over height of the picture
   */
  static CameraPlacement of(
      FlightPath path, double second, double aspect, PlacementSettings settings) {
    TelemetrySample sample = path.at(second);
    if (sample == null) {
      return new NotPlaced("no telemetry at this time");
    }
    GeoPoint at = sample.position();
    if (at == null) {
      return new NotPlaced("no position");
    }
    Double altitude = altitude(sample, settings);
    if (altitude == null) {
      return new NotPlaced(
          settings.terrain() ? "no altitude above sea level" : "no height above the ground");
    }
    Lens lens = settings.lens();
    if (lens == null && sample.view() != null) {
      lens = sample.view().lens(aspect);
    }
    if (lens == null) {
      return new NotPlaced("no field of view");
    }
    PoseErrors errors = errors(sample, settings);
    Attitude camera = sample.camera();
    if (camera == null) {
      Double course = settings.yawIsCourse() ? course(path, second) : null;
      Double yaw = settings.yaw() == null ? course : settings.yaw();
      if (yaw == null || settings.pitch() == null) {
        return new NotPlaced("no direction of the camera");
      }
      camera = new Attitude(yaw, settings.pitch(), 0);
      errors = settings.yaw() == null ? errors.withYaw(COURSE_ERROR) : errors;
    }
    return new Placed(new CameraPose(at, altitude, camera), lens, errors);
  }

  private static @Nullable Double altitude(TelemetrySample sample, PlacementSettings settings) {
    if (settings.terrain()) {
      return settings.takeOffAltitude() != null && sample.aboveTakeOff() != null
          ? Double.valueOf(settings.takeOffAltitude() + sample.aboveTakeOff())
          : sample.altitude();
    }
    if (settings.groundAltitude() != null) {
      return sample.altitude() == null
          ? null
          : Double.valueOf(sample.altitude() - settings.groundAltitude());
    }
    return sample.aboveGround() != null ? sample.aboveGround() : sample.aboveTakeOff();
  }

  private static PoseErrors errors(TelemetrySample sample, PlacementSettings settings) {
    PoseErrors errors = settings.errors();
    Double across = sample.horizontalAccuracy();
    Double up = sample.verticalAccuracy();
    errors =
        errors.withPlace(
            across == null ? errors.horizontal() : across, up == null ? errors.vertical() : up);
    // a speed that is not said is taken as that of a fast small drone
    double speed = sample.speed() == null ? 15 : sample.speed();
    return errors.withMoved(speed * settings.timeError());
  }

  /** Degrees from north in which the camera moves; null where it hardly does. */
  private static @Nullable Double course(FlightPath path, double second) {
    TelemetrySample before = path.at(second - 1);
    TelemetrySample after = path.at(second + 1);
    before = before == null ? path.at(second) : before;
    after = after == null ? path.at(second) : after;
    if (before == null || after == null || before.position() == null || after.position() == null) {
      return null;
    }
    double[] moved = Wgs84.offset(before.position(), after.position());
    return Math.hypot(moved[0], moved[1]) < 2
        ? null
        : Double.valueOf(Math.toDegrees(Math.atan2(moved[1], moved[0])));
  }
}
