package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.architecture.Architecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RememberingDetectorTest {

  @TempDir Path folder;

  private static final Detection SEEN =
      new Detection(new Box(0.1f, 2, 4095.7f, 1e-6f), 1, "b", 0.123456789f);

  /** Sees one object in bright pictures and none in dark ones; counts how often it is asked. */
  private static final class Counting implements Detector {
    private final DetectorSpec spec;
    private int asked;

    Counting(float threshold) throws Exception {
      Graph graph =
          Architecture.named("vedette-pico").orElseThrow().build(List.of("a", "b"), 64, 1);
      spec = SpecInference.infer(graph, Hints.NONE, "test").withScoreThreshold(threshold);
    }

    @Override
    public DetectorSpec spec() {
      return spec;
    }

    @Override
    public String digest() {
      return "digest";
    }

    @Override
    public List<List<Detection>> detect(List<Picture> pictures) {
      List<List<Detection>> answers = new ArrayList<>();
      for (Picture picture : pictures) {
        asked++;
        answers.add(picture.bgr()[0] > 50 ? List.of(SEEN) : List.of());
      }
      return answers;
    }

    @Override
    public void close() {}
  }

  private static Picture picture(int width, int grey) {
    byte[] bgr = new byte[width * 3];
    java.util.Arrays.fill(bgr, (byte) grey);
    return new Picture(width, 1, bgr);
  }

  private RememberingDetector over(Counting detector) throws Exception {
    return new RememberingDetector(detector, TeacherMemory.at(folder, 1 << 20));
  }

  @Test
  void everyPictureIsAskedAboutOnceAndTheAnswerIsExact() throws Exception {
    List<Picture> pictures = List.of(picture(2, 100), picture(2, 0), picture(3, 100));
    Counting first = new Counting(0.4f);
    List<List<Detection>> fresh = over(first).detect(pictures);
    Counting second = new Counting(0.4f);
    RememberingDetector again = over(second);

    assertThat(again.detect(pictures)).isEqualTo(fresh).contains(List.of(SEEN), List.of());
    assertThat(first.asked).isEqualTo(3);
    assertThat(second.asked).isZero();
    assertThat(again.asked()).isEqualTo("0 pictures asked about, 3 remembered");
  }

  @Test
  void anotherThresholdIsAnotherTeacher() throws Exception {
    over(new Counting(0.4f)).detect(picture(2, 100));
    Counting other = new Counting(0.3f);

    over(other).detect(picture(2, 100));

    assertThat(other.asked).isEqualTo(1);
  }

  @Test
  void aDamagedAnswerIsAskedForAgain() throws Exception {
    over(new Counting(0.4f)).detect(picture(2, 100));
    try (var files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[11] ^= 1;
      Files.write(file, bytes);
    }
    Counting detector = new Counting(0.4f);

    assertThat(over(detector).detect(picture(2, 100))).containsExactly(SEEN);
    assertThat(detector.asked).isEqualTo(1);
  }

  @Test
  void whatIsNoAnswerIsNone() {
    byte[] one = RememberedBoxes.write(List.of(SEEN));
    assertThat(RememberedBoxes.read(one, List.of("a", "b"))).contains(List.of(SEEN));
    assertThat(RememberedBoxes.read(one, List.of("a"))).isEmpty();
    for (int length = 0; length < one.length; length++) {
      assertThat(RememberedBoxes.read(java.util.Arrays.copyOf(one, length), List.of("a", "b")))
          .isEmpty();
    }
  }
}
