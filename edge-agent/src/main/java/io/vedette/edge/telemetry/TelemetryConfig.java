package io.vedette.edge.telemetry;

import io.vedette.edge.place.Attitude;
import io.vedette.edge.place.Lens;
import io.vedette.edge.place.PoseErrors;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera's telemetry comes from while it films, and what is known of how it is mounted.
 *
 * @param source MAVLink: {@code udp://0.0.0.0:14550}, which listens there, or {@code
 *     tcp://host:5760}, which connects
 * @param fieldOfView of the lens, horizontally, degrees; null: unknown, so objects have no place
 * @param mountYaw of a camera without gimbal against the aircraft's nose, degrees to the right;
 *     default 0
 * @param mountPitch of a camera without gimbal against the aircraft, degrees upwards; null: the
 *     camera has a gimbal that tells its direction
 * @param ground height of flat ground above sea level, metres; null: as high as the take-off place
 */
public record TelemetryConfig(
    String source,
    @Nullable Double fieldOfView,
    @Nullable Double mountYaw,
    @Nullable Double mountPitch,
    @Nullable Double ground) {

  public TelemetryConfig {
    check(
        address(source) != null,
        "source '" + source + "' is not udp://HOST:PORT or tcp://HOST:PORT");
    check(
        fieldOfView == null || (fieldOfView >= 1 && fieldOfView <= 170),
        "fieldOfView " + fieldOfView + " is not 1 to 170 degrees");
    check(
        mountYaw == null || Math.abs(mountYaw) <= 360,
        "mountYaw " + mountYaw + " is not -360 to 360 degrees");
    check(
        mountPitch == null || Math.abs(mountPitch) <= 90,
        "mountPitch " + mountPitch + " is not -90 to 90 degrees");
    check(
        ground == null || (ground >= -500 && ground <= 9000),
        "ground " + ground + " is not -500 to 9000 metres");
  }

  private static void check(boolean holds, String words) {
    if (!holds) {
      throw new IllegalArgumentException("telemetry: " + words);
    }
  }

  /** Host and port of the source. */
  URI address() {
    URI address = address(source);
    if (address == null) {
      throw new IllegalStateException("checked when it was made");
    }
    return address;
  }

  private static @Nullable URI address(@Nullable String source) {
    try {
      URI uri = new URI(source == null ? "" : source);
      boolean known = "udp".equals(uri.getScheme()) || "tcp".equals(uri.getScheme());
      return known && uri.getHost() != null && uri.getPort() > 0 && uri.getPort() < 65_536
          ? uri
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** For pictures of this aspect, width over height. */
  PlacementSettings settings(double aspect) {
    Lens lens = fieldOfView == null ? null : Lens.ofFieldOfView(fieldOfView, aspect);
    return new PlacementSettings(
        lens, null, null, false, ground, null, false, PoseErrors.ASSUMED, 0.2);
  }

  /** Direction of a camera without gimbal; null where a gimbal tells it. */
  @Nullable Attitude mount() {
    return mountPitch == null ? null : new Attitude(mountYaw == null ? 0 : mountYaw, mountPitch, 0);
  }
}
