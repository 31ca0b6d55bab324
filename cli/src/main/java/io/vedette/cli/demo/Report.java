package io.vedette.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demo did, in figures.
 *
 * @param source what the cameras showed
 * @param seconds how long the loop ran
 * @param agents how many agents took part
 * @param frames frames answered by all students
 * @param escalated frames that agents put into their outboxes
 * @param audits of these, chosen at random
 * @param escalatedBytes JPEG bytes accepted by the coordinator
 * @param verdicts the teacher's answers
 * @param rounds newest last
 * @param versions each with its accuracy on the held-out set
 * @param rollouts newest last
 * @param heldOut what AP is measured on; null: nothing labelled was held out
 * @param before the first version on the held-out set
 * @param after the version the fleet runs at the end, on the same set
 * @param lostEscalations frames that neither have a verdict nor wait for one
 * @param cameraGapMsMax longest time any camera went without an answered frame during a hot swap,
 *     milliseconds
 * @param restarts processes that had to be started again
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Report(
    String source,
    double seconds,
    int agents,
    long frames,
    long escalated,
    long audits,
    long escalatedBytes,
    long verdicts,
    List<RoundLine> rounds,
    List<VersionLine> versions,
    List<RolloutLine> rollouts,
    @Nullable HeldOut heldOut,
    @Nullable VersionLine before,
    @Nullable VersionLine after,
    long lostEscalations,
    double cameraGapMsMax,
    Map<String, Integer> restarts) {

  /** The labelled pictures that no part of the loop saw. */
  public record HeldOut(String name, int images, String digest) {}

  public record RoundLine(
      String round,
      String state,
      List<String> updates,
      long examples,
      double seconds,
      String why) {}

  /**
   * @param ap and @param ap50 0 to 1 on the held-out set; null where nothing was held out
   */
  public record VersionLine(
      String version,
      @JsonProperty("AP50") @Nullable Double ap50,
      @JsonProperty("AP") @Nullable Double ap,
      String variant,
      int devices) {}

  public record RolloutLine(
      String rollout,
      String version,
      String state,
      int confirmed,
      int devices,
      double seconds,
      double gapMsMax,
      String why) {}

  public void write(Path file) throws IOException {
    new ObjectMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .writerWithDefaultPrettyPrinter()
        .writeValue(file.toFile(), this);
  }
}
