package io.vedette.cloud.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.cloud.teacher.TeacherBatching.Handout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batching with teachers that take time, in simulated time. */
class SharedTeacherTest {

  private static final int END_MS = 60_000;

  /** Frames of a flood that wait at any time. */
  private static final int FLOOD = 200;

  private record Answer(long atMs, Handout handout, double teacherMs) {}

  private final Map<String, TeachingPolicy> policies = new HashMap<>();
  private final TeacherBatching batching =
      new TeacherBatching(
          new TeacherBatchConfig(8, Duration.ofMillis(50), Duration.ofSeconds(60), 3),
          name -> policies.getOrDefault(name, TeachingPolicy.DEFAULT));

  /** Teacher time of a frame of each deployment, and of each batch beside it. */
  private final Map<String, Integer> frameMs = new HashMap<>();

  private int batchMs;
  private final PriorityQueue<Answer> answers =
      new PriorityQueue<>(Comparator.comparingLong(Answer::atMs));
  private final Map<String, Long> busyUntilMs = new HashMap<>();
  private final Map<String, Long> offeredMs = new HashMap<>();
  private final Map<String, List<Long>> delays = new HashMap<>();
  private final Map<String, Double> teacherMs = new HashMap<>();
  private final Map<String, String> workerOf = new HashMap<>();
  private long nowMs;
  private int frames;

  private static String deploymentOf(String frame) {
    return frame.substring(0, frame.indexOf('/'));
  }

  private void offer(String deployment) {
    String frame = deployment + "/" + frames++;
    offeredMs.put(frame, nowMs);
    batching.offer(frame, deployment, nowMs);
  }

  private void handOut() {
    for (Handout handout : batching.handouts(nowMs)) {
      String deployment = deploymentOf(handout.frames().get(0));
      assertThat(handout.frames()).allMatch(f -> deploymentOf(f).equals(deployment));
      workerOf.put(deployment, handout.workerId());
      double takes = batchMs + frameMs.get(deployment) * (double) handout.frames().size();
      long start = Math.max(nowMs, busyUntilMs.getOrDefault(handout.workerId(), 0L));
      long end = start + (long) takes;
      busyUntilMs.put(handout.workerId(), end);
      answers.add(new Answer(end, handout, takes));
    }
  }

  private void takeAnswers() {
    while (!answers.isEmpty() && answers.peek().atMs <= nowMs) {
      Answer answer = answers.poll();
      Handout handout = answer.handout;
      String deployment = deploymentOf(handout.frames().get(0));
      teacherMs.merge(deployment, answer.teacherMs, Double::sum);
      for (String frame :
          batching.answered(handout.workerId(), handout.batchId(), answer.teacherMs, nowMs)) {
        delays
            .computeIfAbsent(deployment, name -> new ArrayList<>())
            .add(nowMs - offeredMs.get(frame));
      }
    }
  }

  /**
   * @param perSecond frames of "boards" on average, at random moments
   * @param floods deployments that always have frames that wait
   */
  private void run(double perSecond, String... floods) {
    Random random = new Random(3);
    Map<String, Integer> waiting = new HashMap<>();
    long end = nowMs + END_MS;
    for (; nowMs < end; nowMs++) {
      takeAnswers();
      for (String flood : floods) {
        int answered = delays.getOrDefault(flood, List.of()).size();
        while (waiting.getOrDefault(flood, 0) - answered < FLOOD) {
          waiting.merge(flood, 1, Integer::sum);
          offer(flood);
        }
      }
      if (random.nextDouble() < perSecond / 1_000) {
        offer("boards");
      }
      handOut();
    }
  }

  private long delay(String deployment, double share) {
    List<Long> sorted = new ArrayList<>(delays.get(deployment));
    sorted.sort(null);
    return sorted.get((int) (share * (sorted.size() - 1)));
  }

  /** "boards" needs less than a quarter of the teacher's time. */
  @ParameterizedTest
  @CsvSource({
    "5, 2, 5, 1",
    "5, 0, 10, 1",
    "5, 15, 2, 1",
    "5, 0, 40, 1",
    "5, 20, 20, 2",
    "2, 0, 90, 1"
  })
  void aFloodAtMostDoublesTheOthersDelay(double perSecond, int ofBatch, int ofFrame, int inFlight) {
    batchMs = ofBatch;
    frameMs.putAll(Map.of("boards", ofFrame, "films", ofFrame));
    batching.join("t", "teacher", 8, inFlight);
    run(perSecond);
    long alone50 = delay("boards", 0.5);
    long alone95 = delay("boards", 0.95);
    delays.clear();

    run(perSecond, "films");

    assertThat(delay("boards", 0.5)).isLessThanOrEqualTo(2 * alone50);
    assertThat(delay("boards", 0.95)).isLessThanOrEqualTo(2 * alone95);
    assertThat(teacherMs.get("films"))
        .as("the flood has the rest")
        .isGreaterThan(END_MS * 0.9 - teacherMs.get("boards"));
  }

  @Test
  void teacherTimeIsDividedByWeightNotByFrames() {
    frameMs.putAll(Map.of("films", 40, "streets", 10));
    policies.put("films", new TeachingPolicy("teacher", Quotas.NONE, 3));
    batching.join("t", "teacher", 8, 1);
    batching.join("u", "teacher", 8, 2);
    run(0, "films", "streets");
    assertThat(teacherMs.get("films") / teacherMs.get("streets")).isBetween(2.8, 3.2);
  }

  @Test
  void whoPausesNeitherSavesTimeNorPaysForIt() {
    frameMs.putAll(Map.of("boards", 10, "films", 10, "streets", 10));
    batching.join("t", "teacher", 8, 1);
    run(1, "films");
    double before = teacherMs.get("films");
    run(1, "films", "streets");
    assertThat((teacherMs.get("films") - before) / teacherMs.get("streets")).isBetween(0.95, 1.05);
  }

  @Test
  void onlyATeacherOfItsNameIsAsked() {
    frameMs.putAll(Map.of("films", 40, "boards", 10));
    policies.put("films", new TeachingPolicy("cinema", Quotas.NONE, 1));
    batching.join("t", "teacher", 8, 1);
    run(5, "films");
    assertThat(delays).containsOnlyKeys("boards");
    assertThat(batching.waitingCount()).isBetween(FLOOD, FLOOD + 2);

    batching.join("u", "cinema", 8, 1);
    run(5, "films");
    assertThat(workerOf).containsEntry("films", "u").containsEntry("boards", "t");
  }

  /** Every batch of the flood is lost, and handed out again in halves. */
  @Test
  void aPoisonousFloodDoesNotStopTheOthers() {
    frameMs.putAll(Map.of("boards", 10, "films", 10));
    batching.join("t", "teacher", 8, 1);
    for (int i = 0; i < FLOOD; i++) {
      offer("films");
    }
    for (int step = 0; step < 1_000; step++, nowMs += 60) {
      if (step % 4 == 0) {
        offer("boards");
      }
      for (Handout handout : batching.handouts(nowMs)) {
        if (handout.frames().get(0).startsWith("films")) {
          batching.join("t", "teacher", 8, 1);
        } else {
          answers.add(new Answer(nowMs, handout, 10));
        }
      }
      takeAnswers();
    }
    assertThat(delays.get("boards")).hasSizeGreaterThan(240);
    assertThat(delay("boards", 1)).isLessThan(600);
  }
}
