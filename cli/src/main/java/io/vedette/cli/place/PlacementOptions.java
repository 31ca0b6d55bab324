package io.vedette.cli.place;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.edge.place.Lens;
import io.vedette.edge.place.PoseErrors;
import io.vedette.edge.place.Terrain;
import io.vedette.edge.telemetry.PlacementSettings;
import io.vedette.edge.terrain.TerrainFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user knows of camera and ground beside the telemetry. */
final class PlacementOptions {

  @InputPath
  @Option(
      names = "--terrain",
      paramLabel = "FILE",
      description =
          "Heights of the ground above sea level: a tile of SRTM (N44W072.hgt) or a GeoTIFF in"
              + " degrees. Without it the ground is flat, and as high as the take-off place.")
  private @Nullable Path terrain;

  @Range(least = -500, most = 9000)
  @Option(
      names = "--ground",
      paramLabel = "METRES",
      description = "Height of flat ground above sea level; the device's altitude is used then.")
  private @Nullable Double ground;

  @Range(least = -500, most = 9000)
  @Option(
      names = "--take-off",
      paramLabel = "METRES",
      description =
          "Height of the take-off place above sea level, for --terrain: heights above take-off are"
              + " used then, which drones know better than their altitude.")
  private @Nullable Double takeOff;

  @Range(least = 1, most = 170)
  @Option(
      names = "--fov",
      paramLabel = "DEGREES",
      description = "Horizontal field of view of the lens (default: as the telemetry says).")
  private @Nullable Double fieldOfView;

  @Range(least = -100_000, most = 100_000)
  @Option(
      names = "--lens",
      split = ",",
      paramLabel = "W,H,FX,FY,CX,CY[,K1,K2,P1,P2]",
      description =
          "A calibrated lens: size of the picture, focal lengths, principal point in pixels, and"
              + " distortion as OpenCV writes it.")
  private List<Double> lens = new ArrayList<>();

  @Option(
      names = "--camera-yaw",
      paramLabel = "DEGREES|course",
      description =
          "Where the camera looks, clockwise from north, if the telemetry does not say it; course:"
              + " the way that it flies.")
  private @Nullable String yaw;

  @Range(least = -90, most = 90)
  @Option(
      names = "--camera-pitch",
      paramLabel = "DEGREES",
      description = "Above the horizon, if the telemetry does not say it; -90 looks straight down.")
  private @Nullable Double pitch;

  @Range(least = 0, most = 1000)
  @Option(
      names = "--position-error",
      paramLabel = "METRES",
      description =
          "One standard deviation of the position where telemetry states none (default: 2.5).")
  private @Nullable Double positionError;

  @Range(least = 0, most = 1000)
  @Option(
      names = "--height-error",
      paramLabel = "METRES",
      description = "One standard deviation of the height (default: 3).")
  private @Nullable Double heightError;

  @Range(least = 0, most = 90)
  @Option(
      names = "--yaw-error",
      paramLabel = "DEGREES",
      description = "One standard deviation of the camera's yaw (default: 2).")
  private @Nullable Double yawError;

  @Range(least = 0, most = 90)
  @Option(
      names = "--pitch-error",
      paramLabel = "DEGREES",
      description = "One standard deviation of its pitch and roll (default: 0.5).")
  private @Nullable Double pitchError;

  @Range(least = 0, most = 60)
  @Option(
      names = "--time-error",
      defaultValue = "0.1",
      paramLabel = "SECONDS",
      description =
          "One standard deviation of the time between picture and telemetry (default:"
              + " ${DEFAULT-VALUE}).")
  private double timeError;

  /** The ground. */
  Terrain terrain() throws IOException {
    return terrain == null ? Terrain.flat(0) : TerrainFiles.read(terrain);
  }

  /** Metres above sea level of a height of the terrain; null where that is not known. */
  @Nullable Double altitude(double height) {
    if (terrain != null) {
      return height;
    }
    return ground == null ? null : Double.valueOf(height + ground);
  }

  /**
   * The settings.
   *
   * @throws IOException when options do not fit together
   */
  PlacementSettings settings() throws IOException {
    if (terrain != null && ground != null) {
      throw new IOException("--terrain and --ground: only one of them says how high the ground is");
    }
    if (takeOff != null && terrain == null) {
      throw new IOException("--take-off is for --terrain, which is missing");
    }
    boolean course = "course".equals(yaw);
    return new PlacementSettings(
        lens(),
        course ? null : yaw(),
        pitch,
        course,
        ground,
        takeOff,
        terrain != null,
        errors(),
        timeError);
  }

  private @Nullable Double yaw() throws IOException {
    if (yaw == null) {
      return null;
    }
    try {
      double degrees = Double.parseDouble(yaw);
      if (Math.abs(degrees) <= 360) {
        return degrees;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IOException("--camera-yaw " + yaw + ": neither -360 to 360 nor course");
  }

  private @Nullable Lens lens() throws IOException {
    if (lens.isEmpty()) {
      return null;
    }
    if (lens.size() != 6 && lens.size() != 10) {
      throw new IOException("--lens: 6 or 10 numbers are needed, not " + lens.size());
    }
    double[] all = Arrays.copyOf(lens.stream().mapToDouble(Double::doubleValue).toArray(), 10);
    if (!(all[0] > 0) || !(all[1] > 0) || !(all[2] > 0) || !(all[3] > 0)) {
      throw new IOException("--lens: size and focal lengths must be above 0");
    }
    return new Lens(
        all[2] / all[0],
        all[3] / all[1],
        all[4] / all[0],
        all[5] / all[1],
        all[6],
        all[7],
        all[8],
        all[9]);
  }

  /** A lens of {@code --fov} for pictures of this aspect; the settings otherwise. */
  PlacementSettings settings(PlacementSettings settings, double aspect) {
    return fieldOfView == null || settings.lens() != null
        ? settings
        : settings.withLens(Lens.ofFieldOfView(fieldOfView, aspect));
  }

  private PoseErrors errors() {
    PoseErrors assumed = PoseErrors.ASSUMED;
    double tilt = pitchError == null ? assumed.pitch() : pitchError;
    return new PoseErrors(
        positionError == null ? assumed.horizontal() : positionError,
        heightError == null ? assumed.vertical() : heightError,
        yawError == null ? assumed.yaw() : yawError,
        tilt,
        tilt,
        assumed.pixel(),
        assumed.focal(),
        assumed.terrain());
  }
}
