package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.escalation.EscalationIndex.Kept;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RehearsalReservoirTest {

  private final RehearsalReservoir reservoir = new RehearsalReservoir();

  private static Kept kept(int number, long bytes) {
    return new Kept(
        new FramePosition(0, "frame-" + number),
        "boards",
        EscalationState.ANSWERED,
        false,
        number,
        0,
        "sha-" + number,
        null,
        bytes);
  }

  @Test
  void oldFramesAreAsLikelyAsNewOnes() {
    int all = 10_000;
    for (int i = 0; i < all; i++) {
      reservoir.offer(kept(i, 10), Set.of());
    }
    List<String> chosen = reservoir.choose(RehearsalReservoir.MAX_FRAMES, Set.of());
    assertThat(chosen).hasSize(RehearsalReservoir.MAX_FRAMES).doesNotHaveDuplicates();
    for (int quarter = 0; quarter < 4; quarter++) {
      int from = quarter * all / 4;
      long ofQuarter =
          IntStream.range(from, from + all / 4).filter(i -> chosen.contains("frame-" + i)).count();
      // 128 expected, and a standard deviation of 10
      assertThat(ofQuarter).as("quarter %d", quarter).isBetween(88L, 168L);
    }
  }

  @Test
  void theOrderOfTheFramesMakesNoDifference() {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, 2_000).boxed().toList());
    numbers.forEach(i -> reservoir.offer(kept(i, 10), Set.of("label-" + i % 7)));
    List<String> before = reservoir.choose(100, Set.of());
    RehearsalReservoir restarted = new RehearsalReservoir();
    Collections.shuffle(numbers, new Random(3));
    numbers.forEach(i -> restarted.offer(kept(i, 10), Set.of("label-" + i % 7)));
    assertThat(restarted.choose(100, Set.of())).isEqualTo(before);
  }

  @Test
  void rareClassesHaveFramesAndTheOthersMost() {
    for (int i = 0; i < 3_000; i++) {
      reservoir.offer(kept(i, 10), Set.of(i == 17 ? "spur" : "open"));
    }
    assertThat(reservoir.choose(8, Set.of())).hasSize(8).contains("frame-17");
    assertThat(reservoir.choose(8, Set.of("frame-17"))).hasSize(8).doesNotContain("frame-17");
  }

  @Test
  void framesBytesAndLabelsAreBounded() {
    for (int i = 0; i < 2_000; i++) {
      reservoir.offer(kept(i, 1 << 20), Set.of("label-" + i));
    }
    int ofLabels = RehearsalReservoir.MAX_LABELS * RehearsalReservoir.PER_LABEL;
    assertThat(reservoir.bytes())
        .isLessThanOrEqualTo(RehearsalReservoir.MAX_BYTES + ((long) ofLabels << 20));
    assertThat(reservoir.frames()).isLessThanOrEqualTo(128 + ofLabels);
  }

  @Test
  void whatIsRemovedIsNotChosen() {
    for (int i = 0; i < 20; i++) {
      reservoir.offer(kept(i, 10), Set.of("open"));
    }
    for (int i = 0; i < 19; i++) {
      reservoir.remove("frame-" + i);
    }
    assertThat(reservoir.choose(20, Set.of())).containsExactly("frame-19");
    assertThat(reservoir.pictures()).containsExactly("sha-19");
    reservoir.remove("frame-19");
    assertThat(reservoir.frames()).isZero();
    assertThat(reservoir.bytes()).isZero();
  }
}
