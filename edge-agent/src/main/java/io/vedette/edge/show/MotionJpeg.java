package io.vedette.edge.show;

import com.sun.net.httpserver.HttpExchange;
import io.vedette.edge.pipeline.FrameResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One viewer's live picture: JPEGs, each in place of the one before ({@code
 * multipart/x-mixed-replace}). A viewer who is slow gets fewer of them; one who takes none is let
 * go.
 */
final class MotionJpeg {

  private static final String BOUNDARY = "vedette-frame";

  /** A device has better things to do than to draw every frame of a fast camera. */
  private static final long APART_MILLIS = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpExchange exchange;
  private final WriteDeadline deadline;

  MotionJpeg(HttpExchange exchange, WriteDeadline deadline) {
    this.exchange = exchange;
    this.deadline = deadline;
  }

  /** Shows a camera's answers as they come, until the viewer is gone. */
  void run(AgentView shown, String camera, Preview preview) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "multipart/x-mixed-replace; boundary=" + BOUNDARY);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    deadline.write(() -> exchange.sendResponseHeaders(200, 0));
    OutputStream out = exchange.getResponseBody();
    FrameResult seen = null;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        FrameResult newest = shown.next(camera, seen, PATIENCE).orElse(null);
        if (newest != null) {
          byte[] jpeg = preview.jpeg(newest);
          deadline.write(() -> part(out, jpeg));
          seen = newest;
          Thread.sleep(APART_MILLIS);
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
