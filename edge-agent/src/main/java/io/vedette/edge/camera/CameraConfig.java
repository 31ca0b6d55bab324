package io.vedette.edge.camera;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One camera.
 *
 * <p>{@code source} is one of
 *
 * <ul>
 *   <li>a folder of pictures, in the order of their names;
 *   <li>a {@code .txt} file that lists pictures, one path a line, relative to the file;
 *   <li>a video file;
 *   <li>{@code rtsp://…}, {@code rtmp://…}, {@code http://…}, {@code https://…}, {@code udp://…};
 *   <li>{@code /dev/video0}, a V4L2 device;
 *   <li>{@code generated:boards?seed=7&change-after=120s}: inspection lines with boards; the
 *       conditions change after that time of the camera, or at {@code change-at=MILLISECONDS} since
 *       the epoch.
 * </ul>
 *
 * @param id 1 to 64 characters of {@code [a-zA-Z0-9._-]}
 * @param source what to read, see above
 * @param fps frames per second to answer at most; 0: the source's own rate, 5 where it has none
 * @param once true: a folder, list or file is played once, then the camera has ended; default: over
 *     and over
 * @param stallAfter a streaming source without a frame for so long counts as stalled, and is opened
 *     again; default 10 s
 */
public record CameraConfig(
    String id, String source, double fps, boolean once, Duration stallAfter) {

  private static final Duration STALL_AFTER = Duration.ofSeconds(10);

  public CameraConfig(
      String id, String source, double fps, boolean once, @Nullable Duration stallAfter) {
    if (id == null || !id.matches("[a-zA-Z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "camera id '" + id + "' must be 1 to 64 characters of a-z A-Z 0-9 . _ -");
    }
    if (source == null || source.isBlank()) {
      throw new IllegalArgumentException("camera " + id + " has no source; set source: …");
    }
    if (!(fps >= 0 && fps <= 1000)) {
      throw new IllegalArgumentException("camera " + id + ": fps " + fps + " is not 0 to 1000");
    }
    this.id = id;
    this.source = source;
    this.fps = fps;
    this.once = once;
    this.stallAfter = stallAfter == null ? STALL_AFTER : stallAfter;
  }

  /** A camera with every default. */
  public static CameraConfig of(String id, String source) {
    return new CameraConfig(id, source, 0, false, null);
  }
}
