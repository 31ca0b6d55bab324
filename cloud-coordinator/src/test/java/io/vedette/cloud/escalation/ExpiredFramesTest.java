package io.vedette.cloud.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.escalation.EscalationIndex.Kept;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpiredFramesTest {

  private final Map<String, SettledFrames> deployments = new HashMap<>();
  private long number;

  private Kept add(String deployment, EscalationState state, long atMs, long bytes) {
    number++;
    Kept kept =
        new Kept(
            new FramePosition(0, "f" + number),
            deployment,
            state,
            false,
            number,
            atMs,
            "sha" + number,
            null,
            bytes);
    deployments.computeIfAbsent(deployment, name -> new SettledFrames()).add(kept);
    return kept;
  }

  private List<Kept> expired(int maxFrames, long maxBytes, Set<String> used, int limit) {
    return ExpiredFrames.of(
        new FrameRetentionConfig(maxFrames, maxBytes, Duration.ofSeconds(1), 4, 0),
        deployments.values(),
        1_000,
        used,
        limit);
  }

  @Test
  void aFloodLosesItsOwnFramesAndNobodyElses() {
    List<Kept> films = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      films.add(add("films", EscalationState.ANSWERED, 100, 1));
      if (i < 10) {
        add("boards", EscalationState.HELD_OUT, 100, 1);
      }
    }
    assertThat(expired(25, 0, Set.of(), 100)).isEqualTo(films.subList(0, 15));
    assertThat(expired(25, 0, Set.of(), 7)).isEqualTo(films.subList(0, 7));
    assertThat(expired(25, 0, Set.of("sha1"), 100))
        .as("what is used is kept")
        .isEqualTo(films.subList(1, 16));
  }

  @Test
  void bytesAreDividedAsFramesAre() {
    Kept large = add("films", EscalationState.ANSWERED, 100, 50);
    for (int i = 0; i < 10; i++) {
      add("boards", EscalationState.ANSWERED, 100, 4);
    }
    assertThat(expired(100, 80, Set.of(), 100)).containsExactly(large);
  }

  @Test
  void whatIsTooOldGoesWhoeverItBelongsTo() {
    Kept old = add("boards", EscalationState.ANSWERED, -1, 1);
    add("films", EscalationState.ANSWERED, 0, 1);
    add("films", EscalationState.ANSWERED, 5, 1);
    assertThat(expired(100, 0, Set.of(), 100)).containsExactly(old);
  }

  @Test
  void framesToRehearseGoForTheirAgeAlone() {
    Kept old = add("boards", EscalationState.ANSWERED, -1, 1);
    Kept rehearsed = add("boards", EscalationState.ANSWERED, 5, 1);
    List<Kept> others = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      others.add(add("boards", EscalationState.ANSWERED, 5, 1));
    }
    deployments.get("boards").rehearsal().offer(old, Set.of());
    deployments.get("boards").rehearsal().offer(rehearsed, Set.of());
    assertThat(expired(20, 0, Set.of(), 100)).hasSize(12).contains(old).doesNotContain(rehearsed);
    assertThat(expired(10, 0, Set.of(), 100))
        .as("two of ten are more than an eighth")
        .contains(old, rehearsed);
  }

  @Test
  void theQuarantineIsDividedToo() {
    Kept first = add("films", EscalationState.QUARANTINED, 100, 1);
    Kept second = add("films", EscalationState.QUARANTINED, 100, 1);
    add("boards", EscalationState.QUARANTINED, 100, 1);
    for (int i = 0; i < 3; i++) {
      add("films", EscalationState.QUARANTINED, 100, 1);
    }
    assertThat(expired(100, 0, Set.of(), 100)).containsExactly(first, second);
  }

  /** Whoever loses frames has as many as anybody else afterwards, and its newest. */
  @Test
  void theBoundIsDividedFairlyForAnyShares() {
    Random random = new Random(5);
    for (int run = 0; run < 200; run++) {
      deployments.clear();
      List<Kept> all = new ArrayList<>();
      for (int i = random.nextInt(200); i >= 0; i--) {
        String name = "d" + Math.min(random.nextInt(5), random.nextInt(5));
        all.add(
            add(
                name,
                random.nextBoolean() ? EscalationState.ANSWERED : EscalationState.HELD_OUT,
                500,
                1));
      }
      int bound = 1 + random.nextInt(120);
      List<Kept> gone = expired(bound, 0, Set.of(), 1_000);
      List<Kept> left = new ArrayList<>(all);
      left.removeAll(gone);
      assertThat(left).hasSize(Math.min(bound, all.size()));
      for (String loser : gone.stream().map(Kept::deployment).distinct().toList()) {
        long its = count(left, loser);
        for (String other : deployments.keySet()) {
          assertThat(count(left, other)).isLessThanOrEqualTo(its + 1);
        }
        long oldestLeft =
            left.stream()
                .filter(k -> k.deployment().equals(loser))
                .mapToLong(Kept::number)
                .min()
                .orElse(Long.MAX_VALUE);
        assertThat(gone)
            .filteredOn(k -> k.deployment().equals(loser))
            .allMatch(k -> k.number() < oldestLeft);
      }
    }
  }

  private static long count(List<Kept> frames, String deployment) {
    return frames.stream().filter(k -> k.deployment().equals(deployment)).count();
  }
}
