package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.escalation.FrameTraitsIndex.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameTraitsIndexTest {

  private static final int ANY = 1_000_000;

  private final FrameTraitsIndex index = new FrameTraitsIndex();

  private static FrameTraits frame(int number, String... labels) {
    return new FrameTraits(
        new FramePosition(1_000 + number / 2, Scratch.frameId(number)),
        "deployment-" + number % 6,
        "agent-" + number % 3,
        "camera-" + number % 2,
        number % 5 == 0 ? "flicker" : "uncertain",
        Integer.toString(number % 4).repeat(64),
        number % 7 == 0,
        EscalationState.values()[number % 4],
        List.of(labels),
        false,
        Set.of(Disagreement.values()[number % 4]));
  }

  private static EscalationFilter between(long fromMs, long untilMs) {
    return new EscalationFilter(
        "", "", "", "", "", Set.of(), Set.of(), null, null, fromMs, untilMs);
  }

  private static EscalationFilter label(String label) {
    return new EscalationFilter("", "", "", "", label, Set.of(), Set.of(), null, null, 0, 0);
  }

  private List<FramePosition> all(EscalationFilter filter) {
    return index.find(filter, null, ANY, ANY).positions();
  }

  @Test
  void framesAreFoundNewestFirstWhateverTheOrderOfTheirComing() {
    List<FrameTraits> frames = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> frames.add(frame(i)));
    List<FramePosition> expected =
        frames.stream()
            .map(FrameTraits::position)
            .sorted(
                Comparator.comparingLong(FramePosition::acceptedAtMs)
                    .reversed()
                    .thenComparing(FramePosition::id))
            .toList();
    Collections.shuffle(frames, new Random(3));
    frames.forEach(index::put);

    assertThat(all(EscalationFilter.ALL)).isEqualTo(expected);
    assertThat(index.size()).isEqualTo(100);
  }

  @Test
  void pagesOfAnySizeTogetherAreTheWholeList() {
    IntStream.range(0, 50).forEach(i -> index.put(frame(i, i % 3 == 0 ? "open" : "short")));
    for (int limit = 1; limit < 30; limit += 4) {
      for (int lookedAt = 1; lookedAt < 60; lookedAt += 9) {
        List<FramePosition> found = new ArrayList<>();
        FramePosition after = null;
        int looked = 0;
        do {
          Found page = index.find(label("open"), after, limit, lookedAt);
          assertThat(page.positions()).hasSizeLessThanOrEqualTo(limit);
          assertThat(page.lookedAt()).isBetween(1, lookedAt);
          found.addAll(page.positions());
          looked += page.lookedAt();
          after = page.next();
        } while (after != null);
        assertThat(found).isEqualTo(all(label("open"))).hasSize(17);
        assertThat(looked).isEqualTo(50);
      }
    }
  }

  @Test
  void aFullLastPageHasNoNext() {
    index.put(frame(1));
    index.put(frame(2));
    assertThat(index.find(EscalationFilter.ALL, null, 2, ANY).next()).isNull();
    assertThat(index.find(EscalationFilter.ALL, null, 1, ANY).next()).isNotNull();
  }

  @Test
  void aRangeOfTimeLooksAtNothingElse() {
    IntStream.range(0, 100).forEach(i -> index.put(frame(i)));
    Found found = index.find(between(1_010, 1_020), null, ANY, ANY);
    assertThat(found.positions())
        .hasSize(20)
        .allMatch(p -> p.acceptedAtMs() >= 1_010 && p.acceptedAtMs() < 1_020);
    assertThat(found.lookedAt()).isEqualTo(20);
    FramePosition tenth = found.positions().get(9);
    assertThat(index.find(between(1_010, 1_020), tenth, ANY, ANY).positions())
        .isEqualTo(found.positions().subList(10, 20));
    // a token of a newer place does not widen the range
    FramePosition newer = new FramePosition(1_040, "");
    assertThat(index.find(between(1_010, 1_020), newer, ANY, ANY).positions())
        .isEqualTo(found.positions());
  }

  @Test
  void aFrameThatIsPutAgainReplacesWhatWasKnown() {
    index.put(frame(1, "open"));
    index.put(frame(1, "short"));

    assertThat(all(label("open"))).isEmpty();
    assertThat(all(label("short"))).hasSize(1);
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.labels(9)).containsExactly(new ValueCount<>("short", 1));
  }

  @Test
  void valuesAreCountedAndGoWithTheirLastFrame() {
    index.put(frame(1, "open", "short"));
    index.put(frame(2, "open"));
    index.put(frame(5, "spur"));
    assertThat(index.labels(1)).containsExactly(new ValueCount<>("open", 2));
    assertThat(index.reasons(9))
        .containsExactly(new ValueCount<>("uncertain", 2), new ValueCount<>("flicker", 1));

    index.remove(frame(1).position());
    index.remove(frame(5).position());
    index.remove(frame(5).position());

    assertThat(index.labels(9)).containsExactly(new ValueCount<>("open", 1));
    assertThat(index.reasons(9)).containsExactly(new ValueCount<>("uncertain", 1));
  }

  @Test
  void aFrameOfManyLabelsMayHaveAny() {
    String[] many = IntStream.range(0, 65).mapToObj("label-%02d"::formatted).toArray(String[]::new);
    index.put(frame(1, Arrays.copyOf(many, 64)));
    assertThat(all(label("label-64"))).isEmpty();
    index.put(frame(1, many));
    assertThat(all(label("label-64"))).hasSize(1);
    assertThat(index.labels(100)).hasSize(64);
  }

  @Test
  void labelsBeyondAllBoundsAreNotKeptButTheFrameIsFound() {
    for (int i = 0; i < 200; i++) {
      int frame = i;
      index.put(
          frame(i, IntStream.range(0, 60).mapToObj(n -> frame + "-" + n).toArray(String[]::new)));
    }
    assertThat(index.labels(ANY)).hasSize(10_000);
    assertThat(all(label("199-59"))).contains(frame(199).position());
    IntStream.range(0, 200).forEach(i -> index.remove(frame(i).position()));
    assertThat(index.labels(ANY)).isEmpty();
  }

  @Test
  void everyFilterPicksWhatItSays() {
    IntStream.range(0, 60).forEach(i -> index.put(frame(i, i % 2 == 0 ? "open" : "short")));
    assertThat(found("agent-1", "", "", null, null)).hasSize(20);
    assertThat(found("", "camera-1", "", null, null)).hasSize(30);
    assertThat(found("", "", "flicker", null, null)).hasSize(12);
    assertThat(found("", "", "", Set.of("1".repeat(64)), null)).hasSize(15);
    assertThat(found("", "", "", Set.of("1".repeat(64), "2".repeat(64)), null)).hasSize(30);
    assertThat(found("", "", "", Set.of(), null)).isEmpty();
    assertThat(found("", "", "", null, true)).hasSize(9);
    assertThat(found("", "", "", null, false)).hasSize(51);
    EscalationFilter deployment =
        new EscalationFilter("deployment-5", "", "", "", "", Set.of(), Set.of(), null, null, 0, 0);
    assertThat(all(deployment)).hasSize(10);
    assertThat(index.deployments(9)).hasSize(6).contains(new ValueCount<>("deployment-5", 10));
    assertThat(found("agent-1", "camera-1", "", null, null)).hasSize(10);
    assertThat(all(kinds(Set.of(Disagreement.MISSED), Set.of()))).hasSize(15);
    assertThat(all(kinds(Set.of(Disagreement.MISSED, Disagreement.FALSE), Set.of()))).hasSize(30);
    assertThat(all(kinds(Set.of(), Set.of(EscalationState.QUARANTINED)))).hasSize(15);
  }

  private List<FramePosition> found(
      String agent,
      String camera,
      String reason,
      @Nullable Set<String> models,
      @Nullable Boolean audit) {
    return all(
        new EscalationFilter(
            "", agent, camera, reason, "", Set.of(), Set.of(), models, audit, 0, 0));
  }

  private static EscalationFilter kinds(
      Set<Disagreement> disagreements, Set<EscalationState> states) {
    return new EscalationFilter("", "", "", "", "", disagreements, states, null, null, 0, 0);
  }
}
