package io.vedette.cloud.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.quota.TeachingPolicies;
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
          new TeacherBatchConfig(4, Duration.ofMillis(50), Duration.ofMillis(1_000), 3),
          TeachingPolicies.ALL_DEFAULT);

  private void offer(int count, long nowMs) {
    for (int i = 0; i < count; i++) {
      batching.offer("f" + i, "default", nowMs);
    }
  }

  @Test
  void aFullBatchLeavesAtOnceAndTheRestWhenItHasWaited() {
    batching.join("t", "teacher", 8, 2);
    offer(5, 0);

    List<Handout> first = batching.handouts(0);
    assertThat(first).hasSize(1);
    assertThat(first.get(0).frames()).containsExactly("f0", "f1", "f2", "f3");
    assertThat(batching.nextWakeMs()).hasValue(50);

    assertThat(batching.handouts(49)).isEmpty();
    assertThat(batching.handouts(50).get(0).frames()).containsExactly("f4");
  }

  @Test
  void aFrameThatWasWithdrawnIsNotHandedOut() {
    offer(3, 0);
    batching.withdraw("f0");
    batching.withdraw("f1");
    batching.join("t", "teacher", 8, 2);

    List<Handout> handed = batching.handouts(50);

    assertThat(handed).hasSize(1);
    assertThat(handed.get(0).frames()).containsExactly("f2");
    assertThat(batching.answered("t", handed.get(0).batchId(), 0, 60)).containsExactly("f2");
    assertThat(batching.waitingCount()).isZero();
  }

  @Test
  void aWorkerHasNoMoreUnderWayThanItTakes() {
    batching.join("t", "teacher", 4, 1);
    offer(8, 0);
    assertThat(batching.handouts(0)).hasSize(1);
    assertThat(batching.handouts(500)).isEmpty();
  }

  @Test
  void aLostBatchIsHandedOutAgainInHalves() {
    batching.join("t", "teacher", 4, 1);
    offer(4, 0);
    batching.handouts(0);
    batching.leave("t");
    batching.join("u", "teacher", 4, 2);

    List<Handout> again = batching.handouts(50);

    assertThat(again.get(0).frames()).containsExactly("f0", "f1");
    assertThat(again.get(1).frames()).containsExactly("f2", "f3");
  }

  @Test
  void aLateAnswerCountsAndTheNextDeadlineIsLonger() {
    batching.join("t", "teacher", 4, 1);
    offer(1, 0);
    Handout late = batching.handouts(50).get(0);
    assertThat(batching.handouts(1_050)).as("it is busy still").isEmpty();

    assertThat(batching.answered("t", late.batchId(), 0, 2_050)).containsExactly("f0");

    batching.offer("f1", "default", 2_050);
    Handout next = batching.handouts(2_100).get(0);
    assertThat(batching.handouts(2_100 + 15_999)).isEmpty();
    assertThat(batching.nextWakeMs()).hasValue(2_100 + 16_000);
    assertThat(batching.answered("t", next.batchId(), 0, 10_000)).containsExactly("f1");
    assertThat(batching.waitingCount()).isZero();
  }

  @Test
  void aWorkerThatNeverAnswersIsHung() {
    batching.join("t", "teacher", 4, 1);
    offer(1, 0);
    batching.handouts(50);
    batching.handouts(1_050);

    assertThat(batching.hung(4_049)).isEmpty();
    assertThat(batching.hung(4_050)).containsExactly("t");
  }

  /** One frame kills every worker that it comes to; the others of its batches are answered. */
  @Test
  void aPoisonFrameIsGivenUpAndNoOther() {
    Set<String> answered = new HashSet<>();
    List<String> givenUp = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 40; i++) {
      batching.offer("f" + i, "default", now);
    }
    batching.join("t", "teacher", 4, 1);
    int deaths = 0;
    for (int step = 0; step < 200; step++) {
      now += 60;
      for (Handout handout : batching.handouts(now)) {
        if (handout.frames().contains("f13")) {
          deaths++;
          batching.join("t", "teacher", 4, 1);
        } else {
          answered.addAll(batching.answered("t", handout.batchId(), 0, now));
        }
      }
      givenUp.addAll(batching.takeGivenUp());
      if (step % 10 == 0) {
        batching.offer("g" + step, "default", now);
      }
    }
    assertThat(givenUp).containsExactly("f13");
    assertThat(answered).hasSize(39 + 20).doesNotContain("f13");
    assertThat(deaths).isLessThan(12);
  }

  @Test
  void aTeacherThatRestartsAHundredTimesCostsNoFrame() {
    Random random = new Random(11);
    Set<String> answered = new HashSet<>();
    List<String> givenUp = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 64; i++) {
      batching.offer("f" + i, "default", now);
    }
    for (int restart = 0; restart < 100; restart++) {
      batching.join("t", "teacher", 4, 1);
      for (int batch = random.nextInt(3); batch >= 0; batch--) {
        now += 60;
        List<Handout> handouts = batching.handouts(now);
        if (batch > 0) {
          handouts.forEach(h -> answered.addAll(batching.answered("t", h.batchId(), 0, 0)));
        }
      }
      batching.leave("t");
      givenUp.addAll(batching.takeGivenUp());
    }
    batching.join("t", "teacher", 4, 1);
    for (int i = 0; i < 100; i++) {
      now += 60;
      batching
          .handouts(now)
          .forEach(h -> answered.addAll(batching.answered("t", h.batchId(), 0, 0)));
    }
    assertThat(givenUp).isEmpty();
    assertThat(answered).hasSize(64);
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
        batching.offer("f" + offered++, "default", now);
      } else if (choice < 5) {
        batching.join(
            "t" + random.nextInt(3), "teacher", 1 + random.nextInt(5), 1 + random.nextInt(2));
      } else if (choice < 6 && random.nextInt(5) == 0) {
        batching.leave("t" + random.nextInt(3));
      } else if (!underWay.isEmpty()) {
        Handout handout = underWay.remove(random.nextInt(underWay.size()));
        answered.addAll(batching.answered(handout.workerId(), handout.batchId(), 0, now));
      }
      underWay.addAll(batching.handouts(now));
      givenUp.addAll(batching.takeGivenUp());
    }
    assertThat(answered).doesNotHaveDuplicates();
    assertThat(givenUp).as("no frame does harm").isEmpty();
    assertThat(answered.size()).isGreaterThan(300);
  }
}
