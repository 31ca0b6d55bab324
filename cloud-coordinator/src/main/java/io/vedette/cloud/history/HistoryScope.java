package io.vedette.cloud.history;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose figures.
 *
 * @param name of a deployment or id of a device; empty of the fleet
 */
public record HistoryScope(Kind kind, String name) {

  /** What has figures, how many of it at most, and how long they are kept. */
  public enum Kind {
    FLEET(1, groups()),
    DEPLOYMENT(40, groups()),
    /** Of a larger fleet the others have no history. */
    DEVICE(
        200,
        List.of(
            new Resolution("1m", Duration.ofMinutes(1), 360),
            new Resolution("10m", Duration.ofMinutes(10), 1_008)));

    private final int most;
    private final List<Resolution> resolutions;

    Kind(int most, List<Resolution> resolutions) {
      this.most = most;
      this.resolutions = resolutions;
    }

    private static List<Resolution> groups() {
      return List.of(
          new Resolution("10s", Duration.ofSeconds(10), 360),
          new Resolution("1m", Duration.ofMinutes(1), 1_440),
          new Resolution("10m", Duration.ofMinutes(10), 4_320),
          new Resolution("1h", Duration.ofHours(1), 8_760));
    }

    int most() {
      return most;
    }

    /** The finest first; each step is a multiple of the one before. */
    List<Resolution> resolutions() {
      return resolutions;
    }
  }

  public static final HistoryScope FLEET = new HistoryScope(Kind.FLEET, "");

  public static HistoryScope deployment(String name) {
    return new HistoryScope(Kind.DEPLOYMENT, name);
  }

  public static HistoryScope device(String agentId) {
    return new HistoryScope(Kind.DEVICE, agentId);
  }

  /** It among all others. */
  public String key() {
    return kind + "/" + name;
  }

  /** The keys of all rows that it can have. */
  public Iterable<String> rowKeys() {
    return () ->
        resolutions().stream()
            .flatMap(
                each ->
                    IntStream.range(0, each.rows())
                        .mapToObj(place -> HistoryRow.key(this, each.name(), place)))
            .iterator();
  }

  List<Resolution> resolutions() {
    return kind.resolutions();
  }
}
