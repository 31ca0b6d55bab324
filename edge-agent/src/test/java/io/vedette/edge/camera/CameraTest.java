package io.vedette.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static Picture grey(int value) {
    byte[] bgr = new byte[64 * 48 * 3];
    java.util.Arrays.fill(bgr, (byte) value);
    return new Picture(64, 48, bgr);
  }

  private static int value(Frame frame) {
    return frame.picture().bgr()[0] & 255;
  }

  @Test
  void aFolderIsPlayedInOrderAndABrokenPictureIsCountedAndPassedOver() throws Exception {
    Pictures.write(folder.resolve("2.png"), grey(10));
    Files.writeString(folder.resolve("._2.png"), "another system's notes about 2.png");
    Files.writeString(folder.resolve("3.png"), "no picture");
    Pictures.write(folder.resolve("10.png"), grey(30));
    try (Camera camera =
        Camera.start(
            CameraConfigs.playedOnce(CameraConfig.of("c", folder.toString()).withFps(20)))) {
      assertThat(value(camera.next(PATIENCE))).isEqualTo(10);
      Await.until("ended", () -> camera.status().state() == CameraState.ENDED);
      assertThat(value(camera.next(PATIENCE))).isEqualTo(30);
      CameraStatus status = camera.status();
      assertThat(status.counts().captured()).isEqualTo(2);
      assertThat(status.counts().corrupt()).isEqualTo(1);
      assertThat(status.counts().dropped()).isZero();
    }
  }

  @Test
  void aListNamesPicturesAndASlowReaderLosesOldFramesNotTime() throws Exception {
    for (int i = 1; i <= 5; i++) {
      Pictures.write(folder.resolve(i + ".png"), grey(i));
    }
    Path list = folder.resolve("list.txt");
    Files.write(list, List.of("# pictures", "2.png", "1.png", "", "5.png"));
    try (Camera camera =
        Camera.start(CameraConfigs.playedOnce(CameraConfig.of("c", list.toString()).withFps(50)))) {
      Await.until("ended", () -> camera.status().state() == CameraState.ENDED);
      Frame newest = camera.next(PATIENCE);
      assertThat(value(newest)).isEqualTo(5);
      assertThat(newest.sequence()).isEqualTo(2);
      assertThat(camera.status().counts().dropped()).isEqualTo(2);
    }
  }

  @Test
  void aFolderIsPlayedOverAndOverUnlessToldOtherwise() throws Exception {
    Pictures.write(folder.resolve("a.png"), grey(1));
    try (Camera camera = Camera.start(CameraConfig.of("c", folder.toString()).withFps(200))) {
      Await.until("three rounds", () -> camera.status().counts().captured() >= 3);
      assertThat(camera.status().counts().reconnects()).isZero();
    }
  }

  @Test
  void aCameraThatCannotBeReachedSaysWhyAndIsTriedAgainWithoutItsPassword() throws Exception {
    try (Camera camera =
        Camera.start(CameraConfig.of("c", "rtsp://admin:secret@127.0.0.1:1/stream"))) {
      Await.until("two tries", () -> camera.status().counts().reconnects() >= 2);
      assertThat(camera.next(Duration.ofMillis(1))).isNull();
      assertThat(camera.status().error())
          .contains("rtsp://***@127.0.0.1:1/stream", "cannot be opened as video")
          .doesNotContain("secret");
    }
  }

  @Test
  void whatIsNoSourceIsNamedInOneLine() throws Exception {
    try (Camera camera = Camera.start(CameraConfig.of("c", folder + "/nowhere"))) {
      Await.until("failed", () -> camera.status().state() == CameraState.FAILED);
      assertThat(camera.status().error())
          .contains("nowhere", "no such folder")
          .doesNotContain("\n");
    }
    try (Camera camera = Camera.start(CameraConfig.of("c", "generated:boards?sead=1"))) {
      Await.until("failed", () -> camera.status().state() == CameraState.FAILED);
      assertThat(camera.status().error()).contains("sead", "seed");
    }
  }

  @Test
  void aFrozenStreamCountsAsStalledAndIsOpenedAgain() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    byte[] jpeg = Pictures.encodeJpeg(grey(77), 90);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 4);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          connections.incrementAndGet();
          exchange
              .getResponseHeaders()
              .set("Content-Type", "multipart/x-mixed-replace; boundary=f");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 12; i++) {
            part(out, jpeg);
          }
          await(over);
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try (Camera camera =
        Camera.start(CameraConfig.of("c", url).watched(Duration.ofMillis(1_500), Duration.ZERO))) {
      Await.until("frames", () -> camera.status().counts().captured() > 0);
      assertThat(value(camera.next(PATIENCE))).isBetween(70, 84);
      Await.until("not streaming", () -> camera.status().state() != CameraState.STREAMING);
      assertThat(camera.status().error()).isNotEmpty();
      Await.until("opened again", () -> connections.get() >= 2);
      assertThat(camera.status().counts().reconnects()).isPositive();
    } finally {
      over.countDown();
      server.stop(0);
    }
  }

  private static void part(OutputStream out, byte[] jpeg) throws IOException {
    String header =
        "--f\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(jpeg);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theGeneratedLineIsTheSameForTheSameSeedAndChangesInTime() throws Exception {
    String source = "generated:boards?seed=5&change-after=1s";
    try (Source first = SourceKind.openAny(CameraConfig.of("c", source).withFps(2));
        Source second = SourceKind.openAny(CameraConfig.of("c", source).withFps(2));
        Source unchanged =
            SourceKind.openAny(CameraConfig.of("c", "generated:boards?seed=5").withFps(2))) {
      FrameBufferPool memory = new FrameBufferPool();
      for (int i = 0; i < 3; i++) {
        byte[] pixels = first.next().picture(memory).bgr();
        assertThat(pixels).isEqualTo(second.next().picture(memory).bgr());
        assertThat(java.util.Arrays.equals(pixels, unchanged.next().picture(memory).bgr()))
            .isEqualTo(i < 2);
      }
    }
  }
}
