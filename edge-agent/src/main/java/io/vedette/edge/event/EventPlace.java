package io.vedette.edge.event;

import io.vedette.detector.Box;
import io.vedette.detector.FrameImage;
import io.vedette.edge.place.GroundLocator;
import io.vedette.edge.place.GroundPosition;
import io.vedette.edge.place.GroundPosition.Located;
import io.vedette.edge.place.GroundPosition.NotLocated;
import io.vedette.edge.place.Terrain;
import io.vedette.edge.telemetry.FramePlace;
import io.vedette.edge.telemetry.ObjectLocator;
import io.vedette.edge.telemetry.TelemetrySample;
import org.jspecify.annotations.Nullable;

/**
 * Where an object was, and the camera that saw it, in the event's best picture. What is unknown is
 * null. As told by telemetry that nobody has proved.
 *
 * @param latitude of the object, degrees
 * @param longitude of the object, degrees
 * @param error longer half axis of the ellipse that holds the true place in 95 of 100 cases, metres
 * @param unknown why the object has no place; null when it has one
 * @param cameraLatitude degrees
 * @param cameraLongitude degrees
 * @param cameraAltitude above sea level, metres
 * @param cameraHeight above the take-off place or the ground, metres
 * @param cameraYaw degrees from north
 * @param cameraPitch degrees above the horizon
 * @param cameraAccuracy one standard deviation of the camera's place, metres
 */
public record EventPlace(
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable Double error,
    @Nullable String unknown,
    @Nullable Double cameraLatitude,
    @Nullable Double cameraLongitude,
    @Nullable Double cameraAltitude,
    @Nullable Double cameraHeight,
    @Nullable Double cameraYaw,
    @Nullable Double cameraPitch,
    @Nullable Double cameraAccuracy) {

  /** Nothing farther away is located, metres. */
  private static final double REACH = 10_000;

  private static final GroundLocator LOCATOR = new GroundLocator(Terrain.flat(0), REACH);

  /** The place of a box; null for a camera without telemetry. */
  static @Nullable EventPlace of(FramePlace frame, Box box, FrameImage image) {
    if (frame == FramePlace.NONE) {
      return null;
    }
    GroundPosition position =
        ObjectLocator.locate(LOCATOR, frame.placement(), box, image.width(), image.height());
    Located located = position instanceof Located known ? known : null;
    TelemetrySample sample = frame.sample();
    return new EventPlace(
        located == null ? null : Double.valueOf(located.at().latitude()),
        located == null ? null : Double.valueOf(located.at().longitude()),
        located == null ? null : Double.valueOf(located.error().semiMajor()),
        position instanceof NotLocated not ? not.reason() : null,
        sample == null || sample.position() == null
            ? null
            : Double.valueOf(sample.position().latitude()),
        sample == null || sample.position() == null
            ? null
            : Double.valueOf(sample.position().longitude()),
        sample == null ? null : sample.altitude(),
        sample == null
            ? null
            : sample.aboveGround() == null ? sample.aboveTakeOff() : sample.aboveGround(),
        sample == null || sample.camera() == null ? null : Double.valueOf(sample.camera().yaw()),
        sample == null || sample.camera() == null ? null : Double.valueOf(sample.camera().pitch()),
        sample == null ? null : sample.horizontalAccuracy());
  }
}
