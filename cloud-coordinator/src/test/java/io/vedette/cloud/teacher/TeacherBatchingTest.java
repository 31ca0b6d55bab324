package io.vedette.cloud.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.teacher.TeacherBatching.Handout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TeacherBatchingTest {

  private final TeacherBatching batching =
      new TeacherBatching(
          new TeacherBatchConfig(4, Duration.ofMillis(50), Duration.ofMillis(1_000), 3));

  private void offer(int count, long nowMs) {
    for (int i = 0; i < count; i++) {
      batching.offer("f" + i, nowMs);
    }
  }

  @Test
  void aFullBatchLeavesAtOnceAndTheRestWhenItHasWaited() {
    batching.join("t", 8, 2);
    offer(5, 0);

    List<Handout> first = batching.handouts(0);
    assertThat(first).hasSize(1);
    assertThat(first.get(0).frames()).containsExactly("f0", "f1", "f2", "f3");
    assertThat(batching.nextWakeMs()).hasValue(50);

    assertThat(batching.handouts(49)).isEmpty();
    assertThat(batching.handouts(50).get(0).frames()).containsExactly("f4");
  }

  @Test
  void aWorkerHasNoMoreUnderWayThanItTakes() {
    batching.join("t", 4, 1);
    offer(8, 0);
    assertThat(batching.handouts(0)).hasSize(1);
    assertThat(batching.handouts(500)).isEmpty();
  }

  @Test
  void whatAWorkerHadGoesToAnotherFirst() {
    batching.join("t", 2, 1);
    offer(3, 0);
    batching.handouts(0);
    batching.leave("t");
    batching.join("u", 4, 1);

    assertThat(batching.handouts(50).get(0).frames()).containsExactly("f0", "f1", "f2");
  }

  @Test
  void aBatchThatMissesItsDeadlineIsHandedOutAgainAndItsAnswerNotTaken() {
    batching.join("t", 4, 1);
    offer(1, 0);
    String late = batching.handouts(50).get(0).batchId();
    batching.join("u", 4, 1);

    Handout again = batching.handouts(1_050).get(0);

    assertThat(again.frames()).containsExactly("f0");
    assertThat(batching.answered("t", late)).isEmpty();
    assertThat(batching.answered(again.workerId(), again.batchId())).containsExactly("f0");
  }

  @Test
  void aFrameThatNobodyReturnsIsGivenUp() {
    offer(1, 0);
    for (int i = 0; i < 3; i++) {
      batching.join("t" + i, 4, 1);
      assertThat(batching.handouts(60)).hasSize(1);
      batching.leave("t" + i);
    }
    assertThat(batching.handouts(60)).isEmpty();
    assertThat(batching.takeGivenUp()).containsExactly("f0");
    assertThat(batching.takeGivenUp()).isEmpty();
  }

  @Test
  void whateverWorkersDoEachFrameIsAnsweredOnceOrGivenUp() {
    Random random = new Random(7);
    List<Handout> underWay = new ArrayList<>();
    List<String> answered = new ArrayList<>();
    List<String> givenUp = new ArrayList<>();
    long now = 0;
    int offered = 0;
    for (int step = 0; step < 5_000; step++) {
      now += random.nextInt(40);
      int choice = random.nextInt(10);
      if (choice < 4 && offered < 1_000) {
        batching.offer("f" + offered++, now);
      } else if (choice < 5) {
        batching.join("t" + random.nextInt(3), 1 + random.nextInt(5), 1 + random.nextInt(2));
      } else if (choice < 6 && random.nextInt(5) == 0) {
        batching.leave("t" + random.nextInt(3));
      } else if (!underWay.isEmpty()) {
        Handout handout = underWay.remove(random.nextInt(underWay.size()));
        answered.addAll(batching.answered(handout.workerId(), handout.batchId()));
      }
      underWay.addAll(batching.handouts(now));
      givenUp.addAll(batching.takeGivenUp());
    }
    Set<String> seen = new HashSet<>(answered);
    assertThat(answered).doesNotHaveDuplicates();
    assertThat(seen).doesNotContainAnyElementsOf(givenUp);
    assertThat(answered.size()).isGreaterThan(300);
  }
}
