package io.vedette.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked for.
 *
 * @param sources what the cameras show; empty: generated boards
 * @param agents how many agents, 1 to 32
 * @param duration how long; null: until it is interrupted
 * @param port the dashboard's, 0 for any free one
 * @param folder where every process keeps its files; null: a new temporary folder
 * @param teacher null: the one that fits the sources
 * @param student training form; null: the one that fits the sources
 * @param heldOut a labelled dataset to judge on; null: the test part of the source, where it has
 *     one
 * @param fps frames per second and camera
 * @param changeAfter when the conditions of the generated boards change
 * @param timings how soon the loop turns
 */
public record DemoOptions(
    List<String> sources,
    int agents,
    @Nullable Duration duration,
    int port,
    @Nullable Path folder,
    @Nullable Path teacher,
    @Nullable Path student,
    @Nullable Path heldOut,
    double fps,
    Duration changeAfter,
    DemoTimings timings) {

  public DemoOptions {
    sources = List.copyOf(sources);
    if (agents < 1 || agents > 32) {
      throw new IllegalArgumentException("--agents " + agents + " is outside 1 to 32");
    }
  }
}
