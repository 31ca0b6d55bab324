package io.vedette.cli.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demo did, in figures. There is always one, however the demo ended.
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
 * @param waitingEscalations frames that still wait for a verdict
 * @param lostEscalations frames that neither have a verdict nor wait for one
 * @param cameraGapMsMax longest time any camera went without an answered frame during a hot swap,
 *     milliseconds
 * @param restarts processes that had to be started again
 * @param learnt whether the last version is better than the first on the held-out set; null: that
 *     is unknown
 * @param outcome the same in a sentence, with the reason
 * @param failure why the demo ended before its time; null: it did not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DemoReport(
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
    long waitingEscalations,
    long lostEscalations,
    double cameraGapMsMax,
    Map<String, Integer> restarts,
    @Nullable Boolean learnt,
    String outcome,
    @Nullable String failure) {

  /**
   * The labelled pictures that no part of the loop saw.
   *
   * @param objects on all of them
   */
  public record HeldOut(String name, int images, long objects, String digest) {}

  public record RoundLine(
      String round,
      String state,
      List<String> updates,
      long examples,
      double seconds,
      String why) {}

  /**
   * @param ap50 0 to 1 on the held-out set; null where it was not measured
   * @param ap likewise
   * @param found objects of the held-out set that it finds, at the threshold of its best F1
   * @param why it was not measured; empty where it was
   */
  public record VersionLine(
      String version,
      @JsonProperty("AP50") @Nullable Double ap50,
      @JsonProperty("AP") @Nullable Double ap,
      @Nullable Long found,
      String variant,
      int devices,
      String why) {}

  public record RolloutLine(
      String rollout,
      String version,
      String state,
      int confirmed,
      int devices,
      double seconds,
      double gapMsMax,
      String why) {}

  /** Writes it as JSON, keys in snake_case; folders on the way are made. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    new ObjectMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .writerWithDefaultPrettyPrinter()
        .writeValue(file.toFile(), this);
  }
}
