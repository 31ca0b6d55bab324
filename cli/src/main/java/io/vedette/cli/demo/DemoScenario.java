package io.vedette.cli.demo;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the cameras of the demo show, and what the outcome is judged on. */
interface DemoScenario {

  /** For people and the report: "generated boards", or the path that was given. */
  String name();

  /**
   * Cameras, dealt to the agents: one list per agent.
   *
   * @param agents how many agents there are
   * @param folder where list files may be written
   * @param start when the cameras begin
   */
  List<List<Camera>> deal(int agents, Path folder, Instant start) throws IOException;

  /** How long after the start the conditions change; empty: never. */
  default Optional<Duration> changeAfter() {
    return Optional.empty();
  }

  /** Labelled pictures that no part of the loop sees; null where nothing is labelled. */
  @Nullable Dataset heldOut(Path folder) throws IOException, DetectorException;

  /**
   * A camera of an agent.
   *
   * @param id unique within the agent
   * @param source as the agent's configuration takes it
   * @param fps frames per second to answer
   */
  record Camera(String id, String source, double fps) {}
}
