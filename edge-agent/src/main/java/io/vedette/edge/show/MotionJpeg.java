package io.vedette.edge.show;

import com.sun.net.httpserver.HttpExchange;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One viewer's live picture: JPEGs, each replaces the one before ({@code
 * multipart/x-mixed-replace}). A slow viewer gets fewer; one who reads nothing for 5 seconds is
 * disconnected.
 */
final class MotionJpeg {

  private static final String BOUNDARY = "vedette-frame";

  /** Ten pictures per second at most: drawing takes processor time. */
  private static final long INTERVAL_MILLIS = 100;

  private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(10);

  private final HttpExchange exchange;
  private final WriteDeadline deadline;

  MotionJpeg(HttpExchange exchange, WriteDeadline deadline) {
    this.exchange = exchange;
    this.deadline = deadline;
  }

  /** Sends the results of a camera, until the viewer disconnects. */
  void run(Pipeline pipeline, Preview preview) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    deadline.write(() -> exchange.sendResponseHeaders(200, 0));
    OutputStream out = exchange.getResponseBody();
    FrameResult previous = null;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        FrameResult newest = pipeline.snapshotAfter(previous, FRAME_TIMEOUT).orElse(null);
        if (newest != null) {
          byte[] jpeg = preview.jpeg(newest);
          deadline.write(() -> part(out, jpeg));
          previous = newest;
          Thread.sleep(INTERVAL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void part(OutputStream out, byte[] jpeg) throws IOException {
    String header =
        "--"
            + BOUNDARY
            + "\r\nContent-Type: image/jpeg\r\nContent-Length: "
            + jpeg.length
            + "\r\n\r\n";
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
