package io.vedette.edge.telemetry;

import io.vedette.edge.place.Lens;
import io.vedette.edge.place.PoseErrors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a camera beside its telemetry.
 *
 * @param lens known by calibration or field of view; null: as telemetry says
 * @param yaw of the camera where telemetry does not say it, degrees from north
 * @param pitch of the camera where telemetry does not say it, degrees above the horizon
 * @param yawIsCourse the camera looks where the aircraft flies, where nothing else is known
 * @param groundAltitude of flat ground, metres above sea level; null: as high as the take-off place
 * @param takeOffAltitude metres above sea level; with it heights above take-off are preferred to
 *     the device's altitude
 * @param terrain whether heights are needed above sea level, for a terrain
 * @param errors assumed where telemetry states none
 * @param timeError one standard deviation of the time between picture and telemetry, seconds
 */
public record PlacementSettings(
    @Nullable Lens lens,
    @Nullable Double yaw,
    @Nullable Double pitch,
    boolean yawIsCourse,
    @Nullable Double groundAltitude,
    @Nullable Double takeOffAltitude,
    boolean terrain,
    PoseErrors errors,
    double timeError) {

  /** Telemetry says all, the ground is flat and as high as the take-off place. */
  public static final PlacementSettings DEFAULT =
      new PlacementSettings(null, null, null, false, null, null, false, PoseErrors.ASSUMED, 0.1);

  /** The same with a lens. */
  public PlacementSettings withLens(Lens other) {
    return new PlacementSettings(
        other,
        yaw,
        pitch,
        yawIsCourse,
        groundAltitude,
        takeOffAltitude,
        terrain,
        errors,
        timeError);
  }
}
