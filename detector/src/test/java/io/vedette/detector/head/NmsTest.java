package io.vedette.detector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NmsTest {

  private static Candidate at(float x, int classId, float score) {
    return new Candidate(new Box(x, 0, x + 10, 10), classId, score);
  }

  @Test
  void theSurestOfOverlappingBoxesOfOneClassStays() {
    Candidate weak = at(1, 0, 0.5f);
    Candidate strong = at(0, 0, 0.9f);
    Candidate otherClass = at(1, 1, 0.4f);
    Candidate apart = at(30, 0, 0.3f);
    assertThat(Nms.classwise(List.of(weak, strong, otherClass, apart), 0.5f))
        .containsExactly(strong, otherClass, apart);
    assertThat(Nms.classwise(List.of(weak, strong), 0.9f)).containsExactly(strong, weak);
  }

  @Test
  void classAgnosticSuppressionComparesAcrossClasses() {
    DetectorSpec spec =
        Nms.classAgnostic(
            new DetectorSpec(
                List.of("a", "b"),
                InputSpec.standard("x", 32, 32),
                new HeadSpec("end2end", Map.of("output", "y")),
                0.25f,
                1));
    assertThat(spec.nmsIou()).isEqualTo(0.7f);
    assertThat(spec.head().parameters()).containsEntry("output", "y");
    Candidate strong = at(0, 0, 0.9f);
    Candidate other = at(0.5f, 1, 0.8f);
    Candidate apart = at(5, 1, 0.7f);
    List<Candidate> all = List.of(other, strong, apart);
    assertThat(Nms.of(all, spec, false)).containsExactly(strong, apart);
    assertThat(Nms.of(all, spec, true)).containsExactly(strong, apart);
  }

  @Test
  void noTwoKeptBoxesOverlapAndEveryOtherOverlapsAKeptOne() {
    Random random = new Random(3);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      candidates.add(at(random.nextFloat() * 100, random.nextInt(3), random.nextFloat()));
    }
    List<Candidate> kept = Nms.classwise(candidates, 0.45f);
    for (Candidate one : candidates) {
      boolean rivalled =
          kept.stream()
              .anyMatch(
                  k ->
                      k != one
                          && k.classId() == one.classId()
                          && k.score() >= one.score()
                          && k.box().iou(one.box()) > 0.45f);
      assertThat(rivalled).isEqualTo(!kept.contains(one));
    }
  }

  @Test
  void thereIsABound() {
    List<Candidate> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(at(20 * i, 0, i / 1000f));
    }
    assertThat(Nms.classwise(many, 0.5f))
        .hasSize(Nms.MAX_DETECTIONS)
        .first()
        .isEqualTo(many.get(999));
  }
}
