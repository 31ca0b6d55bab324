package io.vedette.edge;

import io.vedette.detector.Frame;
import java.time.Duration;
import java.time.Instant;

/** What takes how long until an agent answers its first frame, from the start of its process. */
final class StartTimes {

  private final Instant started =
      ProcessHandle.current().info().startInstant().orElse(Instant.now());
  private final long agentMillis = sinceStart(Instant.now());
  private volatile long studentsMillis;

  private long sinceStart(Instant moment) {
    return Duration.between(started, moment).toMillis();
  }

  /** Every camera has a student that may answer. */
  void studentsAreReady() {
    studentsMillis = sinceStart(Instant.now());
  }

  /** What is said once a frame has been answered. */
  String firstAnswer(Frame frame) {
    return "first frame answered %d ms after the process began: agent made at %d ms, frame taken at %d ms, students ready at %s"
        .formatted(
            sinceStart(Instant.now()),
            agentMillis,
            sinceStart(frame.capturedAt()),
            studentsMillis == 0 ? "about then" : studentsMillis + " ms");
  }
}
