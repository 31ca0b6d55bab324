package io.vedette.edge.show;

import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's live picture: JPEGs, each replaces the one before ({@code
 * multipart/x-mixed-replace}). A slow viewer gets fewer. Used by the event loop.
 */
final class MotionJpeg {

  private static final String BOUNDARY = "vedette-frame";

  /** Ten pictures per second at most: drawing takes processor time. */
  private static final long INTERVAL_MILLIS = 100;

  /** Without a newer frame the last one is sent again: a connection without writes is closed. */
  private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final Pipeline pipeline;
  private final Preview preview;
  private long lastSequence = -1;
  private long lastNanos;
  private boolean drawing;

  MotionJpeg(Vertx vertx, HttpServerResponse response, Pipeline pipeline, Preview preview) {
    this.vertx = vertx;
    this.response = response;
    this.pipeline = pipeline;
    this.preview = preview;
  }

  /**
   * Sends the results of a camera, until the viewer disconnects.
   *
   * @param ended called once
   */
  void start(Runnable ended) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY)
        .putHeader("Cache-Control", "no-store");
    long timer = vertx.setPeriodic(1, INTERVAL_MILLIS, tick -> sendNewest());
    response.exceptionHandler(e -> {});
    response.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          ended.run();
        });
    response.writeHead();
  }

  private void sendNewest() {
    if (drawing || response.writeQueueFull()) {
      return;
    }
    boolean isNew = pipeline.latest().filter(r -> r.frame().sequence() != lastSequence).isPresent();
    if (isNew || System.nanoTime() - lastNanos > REPEAT_NANOS) {
      drawing = true;
      vertx
          .executeBlocking(this::drawNewest, false)
          .onComplete(
              drawn -> {
                drawing = false;
                if (drawn.succeeded() && drawn.result() != null) {
                  write(drawn.result());
                }
              });
    }
  }

  private record Drawn(long sequence, byte[] jpeg) {}

  private @Nullable Drawn drawNewest() {
    Optional<FrameResult> newest = pipeline.snapshot();
    return newest.isEmpty()
        ? null
        : new Drawn(newest.get().frame().sequence(), preview.jpeg(newest.get()));
  }

  private void write(Drawn drawn) {
    lastSequence = drawn.sequence();
    lastNanos = System.nanoTime();
    if (!response.closed()) {
      response.write(
          Buffer.buffer(
                  "--"
                      + BOUNDARY
                      + "\r\nContent-Type: image/jpeg\r\nContent-Length: "
                      + drawn.jpeg().length
                      + "\r\n\r\n")
              .appendBytes(drawn.jpeg())
              .appendString("\r\n"));
    }
  }
}
