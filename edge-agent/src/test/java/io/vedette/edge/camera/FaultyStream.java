package io.vedette.edge.camera;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A network camera that sends motion JPEG at 20 frames a second, and fails as it is told. */
public final class FaultyStream implements AutoCloseable {

  /** What is sent. */
  public enum Mode {
    /** Pictures that change. */
    WELL,
    /** One picture again and again. */
    FROZEN,
    /** Pictures of twice the size. */
    LARGE,
    /** The connection stays, and nothing comes. */
    SILENT,
    /** Bytes that are no picture, in the frame of a picture. */
    BROKEN_PICTURES,
    /** Bytes that are nothing at all. */
    NOISE,
    /** The connection ends. */
    GONE
  }

  /** The grey of a connection's first picture. */
  public static final int DARKEST = 40;

  public volatile Mode mode = Mode.WELL;

  /** Pictures of the newest connection. */
  public volatile int sent;

  public final AtomicInteger connections = new AtomicInteger();

  private final HttpServer server;
  private final Random random = new Random(1);
  private volatile boolean closed;

  private FaultyStream(HttpServer server) {
    this.server = server;
  }

  public static FaultyStream start() throws IOException {
    FaultyStream stream =
        new FaultyStream(HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 4));
    stream.server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "faulty-stream");
              thread.setDaemon(true);
              return thread;
            }));
    stream.server.createContext("/", stream::serve);
    stream.server.start();
    return stream;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void serve(HttpExchange exchange) throws IOException {
    connections.incrementAndGet();
    try (exchange) {
      if (mode == Mode.GONE) {
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (int i = 0; !closed; i++) {
        switch (mode) {
          case WELL -> part(out, jpeg(64, 48, DARKEST + i % 100));
          case FROZEN -> part(out, jpeg(64, 48, 77));
          case LARGE -> part(out, jpeg(128, 96, DARKEST + i % 100));
          case SILENT -> {}
          case BROKEN_PICTURES -> part(out, noise(1_000));
          case NOISE -> out.write(noise(10_000));
          case GONE -> {
            return;
          }
        }
        sent = i + 1;
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] jpeg(int width, int height, int grey) {
    byte[] bgr = new byte[width * height * 3];
    java.util.Arrays.fill(bgr, (byte) grey);
    return Pictures.encodeJpeg(new Picture(width, height, bgr), 90);
  }

  private byte[] noise(int length) {
    byte[] bytes = new byte[length];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  private static void part(OutputStream out, byte[] body) throws IOException {
    String header =
        "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + body.length + "\r\n\r\n";
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
  }
}
