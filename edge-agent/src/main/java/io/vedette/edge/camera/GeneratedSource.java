package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A camera over a generated inspection line: {@code generated:boards?seed=7&change-after=120s}. The
 * same seed gives the same frames.
 *
 * <ul>
 *   <li>{@code seed}: which line; default 1
 *   <li>{@code start}: the first frame's number; default 0
 *   <li>{@code change-after}: the conditions change after this time of the camera ("90s", "2m")
 *   <li>{@code change-at}: … or at this moment, milliseconds since the epoch; a restart does not
 *       undo it
 * </ul>
 */
final class GeneratedSource implements Source {

  static final double RATE = 5;

  private static final String PREFIX = "generated:";
  private static final Set<String> KEYS = Set.of("seed", "start", "change-after", "change-at");

  static final SourceKind KIND =
      new SourceKind() {
        @Override
        public boolean recognises(String source) {
          return source.startsWith(PREFIX);
        }

        @Override
        public Source open(CameraConfig camera) throws IOException {
          return parse(camera);
        }
      };

  private final InspectionLine line;
  private final long changeFrame;
  private final long changeAtMillis;
  private long next;

  private GeneratedSource(InspectionLine line, long start, long changeFrame, long changeAtMillis) {
    this.line = line;
    this.next = start;
    this.changeFrame = changeFrame;
    this.changeAtMillis = changeAtMillis;
  }

  private static GeneratedSource parse(CameraConfig camera) throws IOException {
    String[] parts = camera.source().substring(PREFIX.length()).split("\\?", 2);
    if (!parts[0].equals("boards")) {
      throw new IOException(
          camera.source() + ": nothing is generated under that name; use generated:boards");
    }
    Map<String, String> query = query(camera.source(), parts.length > 1 ? parts[1] : "");
    try {
      long start = Long.parseLong(query.getOrDefault("start", "0"));
      double rate = camera.fps() > 0 ? camera.fps() : RATE;
      String after = query.get("change-after");
      long changeFrame = after == null ? Long.MAX_VALUE : start + Math.round(seconds(after) * rate);
      return new GeneratedSource(
          new InspectionLine(Long.parseLong(query.getOrDefault("seed", "1"))),
          start,
          changeFrame,
          Long.parseLong(query.getOrDefault("change-at", Long.toString(Long.MAX_VALUE))));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          camera.source() + ": " + e.getMessage() + "; write seed=7&change-after=120s", e);
    }
  }

  private static Map<String, String> query(String source, String text) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      String[] keyValue = pair.split("=", 2);
      if (keyValue.length < 2 || !KEYS.contains(keyValue[0])) {
        throw new IOException(
            source
                + ": '"
                + pair
                + "' is not understood; known are "
                + KEYS.stream().sorted().toList());
      }
      query.put(keyValue[0], keyValue[1]);
    }
    return query;
  }

  private static double seconds(String text) {
    try {
      return Duration.parse("PT" + text).toMillis() / 1000.0;
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no time", e);
    }
  }

  @Override
  public Arrival next() {
    boolean changed = next >= changeFrame || System.currentTimeMillis() >= changeAtMillis;
    Picture picture = line.frame(next++, changed ? Condition.CHANGED : Condition.NORMAL).picture();
    return buffers -> picture;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public double rate() {
    return RATE;
  }

  @Override
  public void close() {}
}
