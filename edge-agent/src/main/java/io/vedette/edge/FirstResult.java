package io.vedette.edge;

import io.vedette.detector.Frame;
import io.vedette.edge.pipeline.FrameResult;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first answered frame, and what took how long until then, from the start of the process. */
final class FirstResult {

  private static final Logger log = LoggerFactory.getLogger(FirstResult.class);

  private final CompletableFuture<String> camera = new CompletableFuture<>();
  private final Instant agent = Instant.now();
  private volatile @Nullable Instant students;

  /** Every camera has a student that may answer. */
  void studentsAreReady() {
    students = Instant.now();
  }

  /** Called with every answered frame; only the first counts. */
  void onResult(FrameResult result) {
    if (camera.complete(result.frame().cameraId())) {
      log.info("{}", times(result.frame()));
    }
  }

  /**
   * The start is the JVM's: the system knows that of the process to a second only. It is asked for
   * last, since reading it takes some milliseconds.
   */
  private String times(Frame frame) {
    Instant answered = Instant.now();
    Instant ready = students;
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    return "first frame answered %d ms after the process began: agent made at %d ms, frame taken at %d ms, students ready at %s"
        .formatted(
            millis(started, answered),
            millis(started, agent),
            millis(started, frame.capturedAt()),
            ready == null ? "about then" : millis(started, ready) + " ms");
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  /** Done with the first frame, with its camera's id. */
  CompletionStage<String> camera() {
    return camera.minimalCompletionStage();
  }
}
