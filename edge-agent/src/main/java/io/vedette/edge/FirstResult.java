package io.vedette.edge;

import io.vedette.detector.Frame;
import io.vedette.edge.pipeline.FrameResult;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first answered frame, and what took how long until then, from the start of the process. */
final class FirstResult {

  private static final Logger log = LoggerFactory.getLogger(FirstResult.class);

  private final CompletableFuture<String> camera = new CompletableFuture<>();
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

  /** Called with every answered frame; only the first counts. */
  void onResult(FrameResult result) {
    if (camera.complete(result.frame().cameraId())) {
      log.info("{}", times(result.frame()));
    }
  }

  private String times(Frame frame) {
    return "first frame answered %d ms after the process began: agent made at %d ms, frame taken at %d ms, students ready at %s"
        .formatted(
            sinceStart(Instant.now()),
            agentMillis,
            sinceStart(frame.capturedAt()),
            studentsMillis == 0 ? "about then" : studentsMillis + " ms");
  }

  /** Done with the first frame, with its camera's id. */
  CompletionStage<String> camera() {
    return camera.minimalCompletionStage();
  }
}
