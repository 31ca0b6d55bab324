package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.edge.Await;
import io.vedette.edge.TestModels;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.VideoWriter;
import io.vedette.edge.view.View;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  private static final int FRAMES = 60;

  @TempDir private Path folder;

  private Pipeline play(CameraConfig camera) throws Exception {
    StudentConfig config = StudentConfig.defaults();
    return Pipeline.start(
        Camera.start(camera.withFps(20)),
        View.OPEN,
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, config).open(),
        config,
        answer -> {});
  }

  /** A camera's pictures lie in a few arrays in turn; what is shown must not change under it. */
  @Test
  void aSnapshotStaysAsItIsWhileOtherFramesCome() throws Exception {
    Path film = folder.resolve("film.mp4");
    try (VideoWriter writer = VideoWriter.open(film, 64, 48, 10)) {
      for (int i = 0; i < FRAMES; i++) {
        byte[] bgr = new byte[64 * 48 * 3];
        Arrays.fill(bgr, (byte) (4 * i));
        writer.write(new Picture(64, 48, bgr));
      }
    }
    try (Pipeline pipeline = play(CameraConfig.of("c", film.toString()))) {
      Await.until("a snapshot", () -> pipeline.snapshot().isPresent());
      FrameResult snapshot = pipeline.snapshot().orElseThrow();
      byte[] pixels = snapshot.frame().picture().bgr();
      byte[] then = pixels.clone();
      Picture recent = pipeline.recent().get(0);
      byte[] recentThen = recent.bgr().clone();
      long frames = pipeline.status().frames();
      Await.until("more frames", () -> pipeline.status().frames() > frames + 10);

      FrameResult later = pipeline.snapshot().orElseThrow();
      assertThat(later.frame().sequence()).isGreaterThan(snapshot.frame().sequence());
      assertThat(later.frame().picture().bgr()).isNotEqualTo(then);
      assertThat(pixels).isEqualTo(then);
      assertThat(recent.bgr()).isEqualTo(recentThen);
    }
  }
}
