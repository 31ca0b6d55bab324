package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.edge.Await;
import io.vedette.edge.TestModels;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.view.View;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotSwapTest {

  @TempDir Path folder;

  private static final StudentConfig CONFIG = new StudentConfig(0, 0, 1, false, 3, null, false);

  private StudentDetector student(long seed) throws Exception {
    return StudentDetectors.infer(TestModels.write(folder, seed), Hints.NONE, CONFIG).open();
  }

  private Pipeline start(StudentDetector first) {
    Camera camera = Camera.start(CameraConfig.of("c", "generated:boards?seed=2").withFps(20));
    return Pipeline.start(camera, View.OPEN, first, CONFIG, answer -> {});
  }

  private static String digest(Pipeline pipeline) {
    return pipeline.latest().map(a -> a.student().digest()).orElse("");
  }

  @Test
  void aNewStudentTakesOverBetweenTwoFramesAndTheGapIsMeasured() throws Exception {
    StudentDetector next = student(2);
    try (Pipeline pipeline = start(student(1))) {
      Await.until("frames", () -> pipeline.status().frames() > 3);
      pipeline.expectSwap();
      double gap = pipeline.swap(next).get(30, TimeUnit.SECONDS);
      pipeline.keep();
      assertThat(digest(pipeline)).isEqualTo(next.digest());
      assertThat(gap).isPositive();
      assertThat(pipeline.status().times().swapGapMillis()).isGreaterThanOrEqualTo(gap);
      long frames = pipeline.status().frames();
      Await.until("goes on", () -> pipeline.status().frames() > frames + 2);
      assertThat(pipeline.status().errors()).isZero();
    }
  }

  @Test
  void camerasThatShareAModelSwapAndStopEachForItself() throws Exception {
    StudentDetectors shared =
        StudentDetectors.infer(TestModels.write(folder, 1), Hints.NONE, CONFIG);
    StudentDetectors next = StudentDetectors.infer(TestModels.write(folder, 2), Hints.NONE, CONFIG);
    Pipeline one = start(shared.open());
    try (Pipeline other = start(shared.open())) {
      one.swap(next.open()).get(30, TimeUnit.SECONDS);
      one.keep();
      other.swap(next.open()).get(30, TimeUnit.SECONDS);
      other.goBack("the first camera failed");
      String old = shared.open().digest();
      Await.until("back", () -> digest(other).equals(old));
      assertThat(digest(one)).isNotEqualTo(old);
      one.close();
      long frames = other.status().frames();
      Await.until("goes on", () -> other.status().frames() > frames + 2);
      assertThat(other.status().errors()).isZero();
      assertThat(one.latest().orElseThrow().student().runsOn()).startsWith("cpu");
    }
  }

  @Test
  void aStudentThatIsNotKeptGoesAndTheOldOneAnswersOn() throws Exception {
    StudentDetector first = student(1);
    try (Pipeline pipeline = start(first)) {
      pipeline.swap(student(2)).get(30, TimeUnit.SECONDS);
      pipeline.goBack("another camera failed");
      Await.until("back", () -> digest(pipeline).equals(first.digest()));
    }
  }

  @Test
  void aStudentThatFailsOnAFrameIsReplacedAndThatFrameIsAnsweredByTheOldOne() throws Exception {
    StudentDetector first = student(1);
    FailsOnSecondFrame broken = new FailsOnSecondFrame(student(2).detector());
    try (Pipeline pipeline = start(first)) {
      Await.until("frames", () -> pipeline.status().frames() > 1);
      CompletableFuture<Double> answered = pipeline.swap(new StudentDetector(broken, 0.25f));
      assertThatThrownBy(() -> answered.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("node 7 failed");
      Await.until("back", () -> digest(pipeline).equals(first.digest()));
      assertThat(pipeline.status().errors()).isEqualTo(1);
      assertThat(broken.closed).isTrue();
    }
  }

  @Test
  void aStudentThatHangsOnAFrameIsToldOf() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    PipelineStatus status;
    try (Pipeline pipeline =
        start(new StudentDetector(new Hangs(student(1).detector(), over), 0.25f))) {
      Await.until("looks for long", () -> pipeline.status().inferenceMillis() > 300);
      assertThat(pipeline.status().hangs()).isFalse();
      assertThat(pipeline.status().frames()).isZero();
      over.countDown();
      Await.until("goes on", () -> pipeline.status().frames() > 1);
      status = pipeline.status();
    }
    PipelineStatus.Times times = new PipelineStatus.Times(1, 1, 1, 0);
    assertThat(new PipelineStatus(status.camera(), 6_000, 1, 0, 0, times).hangs()).isTrue();
  }

  /** A real detector that waits inside its first frame. */
  private record Hangs(Detector behind, CountDownLatch over) implements Detector {
    @Override
    public DetectorSpec spec() {
      return behind.spec();
    }

    @Override
    public String digest() {
      return "hangs";
    }

    @Override
    public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return behind.detect(pictures);
    }

    @Override
    public void close() {
      behind.close();
    }
  }

  /** A real detector whose graph gives out after one frame. */
  private static final class FailsOnSecondFrame implements Detector {
    private final Detector behind;
    private final AtomicInteger frames = new AtomicInteger();
    private volatile boolean closed;

    FailsOnSecondFrame(Detector behind) {
      this.behind = behind;
    }

    @Override
    public DetectorSpec spec() {
      return behind.spec();
    }

    @Override
    public String digest() {
      return "broken";
    }

    @Override
    public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
      if (frames.incrementAndGet() > 1) {
        throw new DetectorException("node 7 failed");
      }
      return behind.detect(pictures);
    }

    @Override
    public void close() {
      closed = true;
      behind.close();
    }
  }
}
