package io.vedette.edge.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.Picture;
import io.vedette.edge.pipeline.StudentDetector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A version most of whose answers are no boxes does not pass its self-test. */
class SelfTestAnswersTest {

  private static final List<Picture> FRAMES =
      List.of(
          new Picture(64, 64, new byte[64 * 64 * 3]), new Picture(64, 64, new byte[64 * 64 * 3]));

  /** Sees one object a frame, and drops some answers besides. */
  private static final class Drops implements Detector {
    private final int perFrame;
    private long dropped = 1000;

    Drops(int perFrame) {
      this.perFrame = perFrame;
    }

    @Override
    public DetectorSpec spec() {
      HeadSpec head = new HeadSpec("yolo11", Map.of());
      return new DetectorSpec(
          List.of("a"), InputSpec.standard("images", 64, 64), head, 0.05f, 0.5f);
    }

    @Override
    public String digest() {
      return "drops";
    }

    @Override
    public long droppedAnswers() {
      return dropped;
    }

    @Override
    public List<List<Detection>> detect(List<Picture> pictures) {
      dropped += perFrame;
      return List.of(List.of(new Detection(new Box(1, 2, 3, 4), 0, "a", 0.9f)));
    }

    @Override
    public void close() {}
  }

  @Test
  void mostAnswersMustBeBoxes() throws Exception {
    SelfTest test = new SelfTest(10);
    assertThat(test.check(new StudentDetector(new Drops(1), 0.5f), FRAMES, 0)).isNotNegative();
    assertThatThrownBy(() -> test.check(new StudentDetector(new Drops(2), 0.5f), FRAMES, 0))
        .isInstanceOf(UpdateException.class)
        .hasMessageContaining("answers are no boxes");
  }
}
