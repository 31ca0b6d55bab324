package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Detection;
import io.vedette.detector.head.Hints;
import io.vedette.edge.Await;
import io.vedette.edge.TestModels;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.view.Region;
import io.vedette.edge.view.View;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault in the frame loop is one frame less, never a camera that nobody answers any more. */
class LoopFaultsTest {

  @TempDir private Path folder;

  private Pipeline start(Consumer<FrameResult> listener) throws Exception {
    StudentConfig config = StudentConfig.defaults();
    return Pipeline.start(
        Camera.start(CameraConfig.of("c", "generated:boards?seed=2").withFps(20)),
        View.OPEN,
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, config).open(),
        config,
        listener);
  }

  @Test
  void aVerdictThatCannotBeTakenInIsLeftOut() throws Exception {
    try (Pipeline pipeline = start(answer -> {})) {
      Await.until("a frame", () -> pipeline.latest().isPresent());
      List<Detection> broken = Collections.singletonList(null);
      pipeline.onVerdict(broken, Region.whole(64, 48), System.currentTimeMillis());
      Await.until("a fault", () -> pipeline.status().errors() == 1);

      long frames = pipeline.status().frames();
      Await.until("more frames", () -> pipeline.status().frames() > frames + 5);
    }
  }

  @Test
  void aListenerThatFailsOrFindsNoMemoryIsToldOfTheNextFrame() throws Exception {
    AtomicInteger told = new AtomicInteger();
    Consumer<FrameResult> failing =
        answer -> {
          switch (told.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("no");
            case 2 -> throw new OutOfMemoryError("none left");
            default -> {}
          }
        };
    try (Pipeline pipeline = start(failing)) {
      Await.until("more frames", () -> told.get() > 5);

      assertThat(pipeline.status().errors()).isEqualTo(2);
    }
  }
}
