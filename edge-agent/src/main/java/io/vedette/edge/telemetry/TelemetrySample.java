package io.vedette.edge.telemetry;

import io.vedette.edge.place.Angles;
import io.vedette.edge.place.Attitude;
import io.vedette.edge.place.GeoPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What telemetry says of one moment. Whatever it does not say is null.
 *
 * @param seconds on the recording's own clock: of a film since its beginning, else since the first
 *     sample
 * @param time of day, in the recording's {@link ClockKind}, written as if it were UTC
 * @param position of the camera
 * @param altitude metres above mean sea level, as far as the device knows it
 * @param aboveTakeOff metres above the place of the start
 * @param aboveGround metres above the ground below, measured or from a map of the device
 * @param aircraft how the aircraft is turned
 * @param camera how the camera is turned, against north and the horizon
 * @param view how wide the camera sees
 * @param horizontalAccuracy one standard deviation of the position, metres
 * @param verticalAccuracy one standard deviation of the altitude, metres
 * @param speed over ground, metres a second
 * @param battery remaining charge, percent
 * @param mode flight mode, as the device names it
 */
public record TelemetrySample(
    @Nullable Double seconds,
    @Nullable Instant time,
    @Nullable GeoPoint position,
    @Nullable Double altitude,
    @Nullable Double aboveTakeOff,
    @Nullable Double aboveGround,
    @Nullable Attitude aircraft,
    @Nullable Attitude camera,
    @Nullable FieldOfView view,
    @Nullable Double horizontalAccuracy,
    @Nullable Double verticalAccuracy,
    @Nullable Double speed,
    @Nullable Double battery,
    @Nullable String mode) {

  /** The same at another second. */
  TelemetrySample at(@Nullable Double otherSeconds) {
    return new TelemetrySample(
        otherSeconds,
        time,
        position,
        altitude,
        aboveTakeOff,
        aboveGround,
        aircraft,
        camera,
        view,
        horizontalAccuracy,
        verticalAccuracy,
        speed,
        battery,
        mode);
  }

  /** The same with another direction of the camera. */
  TelemetrySample lookingAt(Attitude direction) {
    return new TelemetrySample(
        seconds,
        time,
        position,
        altitude,
        aboveTakeOff,
        aboveGround,
        aircraft,
        direction,
        view,
        horizontalAccuracy,
        verticalAccuracy,
        speed,
        battery,
        mode);
  }

  /** Collects what a record says and leaves out what cannot be true. */
  static final class Builder {

    private static final double HIGHEST = 100_000;
    private static final double LOWEST = -12_000;

    private @Nullable Double seconds;
    private @Nullable Instant time;
    private @Nullable GeoPoint position;
    private @Nullable Double altitude;
    private @Nullable Double aboveTakeOff;
    private @Nullable Double aboveGround;
    private @Nullable Attitude aircraft;
    private @Nullable Attitude camera;
    private @Nullable Double horizontalView;
    private @Nullable Double verticalView;
    private @Nullable Double film;
    private @Nullable Double horizontalAccuracy;
    private @Nullable Double verticalAccuracy;
    private @Nullable Double speed;
    private @Nullable Double battery;
    private @Nullable String mode;

    Builder seconds(@Nullable Double value) {
      // of live telemetry they are since 1970
      seconds = within(value, -1e11, 1e11);
      return this;
    }

    Builder time(@Nullable Instant value) {
      time = value;
      return this;
    }

    /** 0, 0 is what devices write before they know: no position. */
    Builder position(@Nullable Double latitude, @Nullable Double longitude) {
      Double north = within(latitude, -90, 90);
      Double east = within(longitude, -180, 360);
      position =
          north == null || east == null || (north == 0 && east == 0)
              ? null
              : new GeoPoint(north, east);
      return this;
    }

    Builder altitude(@Nullable Double value) {
      altitude = within(value, LOWEST, HIGHEST);
      return this;
    }

    Builder aboveTakeOff(@Nullable Double value) {
      aboveTakeOff = within(value, LOWEST, HIGHEST);
      return this;
    }

    Builder aboveGround(@Nullable Double value) {
      aboveGround = within(value, LOWEST, HIGHEST);
      return this;
    }

    Builder aircraft(@Nullable Attitude value) {
      aircraft = value;
      return this;
    }

    Builder aircraft(@Nullable Double yaw, @Nullable Double pitch, @Nullable Double roll) {
      return aircraft(attitude(yaw, pitch, roll));
    }

    Builder camera(@Nullable Attitude value) {
      camera = value;
      return this;
    }

    Builder camera(@Nullable Double yaw, @Nullable Double pitch, @Nullable Double roll) {
      return camera(attitude(yaw, pitch, roll));
    }

    /** Degrees, above 0 and below 180. */
    Builder view(@Nullable Double horizontal, @Nullable Double vertical) {
      horizontalView = within(horizontal, 0.01, 179);
      verticalView = within(vertical, 0.01, 179);
      return this;
    }

    /** Focal length for 35 mm film, millimetres. */
    Builder film(@Nullable Double millimetres) {
      film = within(millimetres, 1, 10_000);
      return this;
    }

    Builder accuracy(@Nullable Double horizontal, @Nullable Double vertical) {
      horizontalAccuracy = within(horizontal, 0, 100_000);
      verticalAccuracy = within(vertical, 0, 100_000);
      return this;
    }

    Builder speed(@Nullable Double value) {
      speed = within(value, 0, 10_000);
      return this;
    }

    Builder battery(@Nullable Double percent) {
      battery = within(percent, 0, 100);
      return this;
    }

    Builder mode(@Nullable String value) {
      mode = value;
      return this;
    }

    TelemetrySample build() {
      FieldOfView view =
          horizontalView == null && verticalView == null && film == null
              ? null
              : new FieldOfView(horizontalView, verticalView, film);
      return new TelemetrySample(
          seconds,
          time,
          position,
          altitude,
          aboveTakeOff,
          aboveGround,
          aircraft,
          camera,
          view,
          horizontalAccuracy,
          verticalAccuracy,
          speed,
          battery,
          mode);
    }

    private static @Nullable Double within(@Nullable Double value, double least, double most) {
      return value != null && value >= least && value <= most ? value : null;
    }

    /** Needs a yaw and a pitch; a roll that is not said is level, as gimbals hold it. */
    private static @Nullable Attitude attitude(
        @Nullable Double yaw, @Nullable Double pitch, @Nullable Double roll) {
      Double turned = within(yaw, -720, 720);
      Double raised = within(pitch, -180, 180);
      Double rolled = within(roll == null ? Double.valueOf(0) : roll, -360, 360);
      return turned == null || raised == null || rolled == null
          ? null
          : new Attitude(Angles.wrap(turned), raised, Angles.wrap(rolled));
    }
  }
}
