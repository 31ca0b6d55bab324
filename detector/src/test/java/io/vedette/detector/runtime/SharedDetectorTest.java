package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SharedDetectorTest {

  private static final int CALLERS = 4;

  private static Picture gray(int level) {
    byte[] bgr = new byte[64 * 64 * 3];
    Arrays.fill(bgr, (byte) level);
    return new Picture(64, 64, bgr);
  }

  private static OnnxDetector brightness(Object batch) throws DetectorException {
    return Brightness.open(batch);
  }

  /** Every caller asks {@code rounds} times at once with the others. */
  private static <T> List<T> together(List<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    CyclicBarrier start = new CyclicBarrier(work.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> one : work) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  return one.call();
                }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> future : futures) {
        answers.add(future.get(30, TimeUnit.SECONDS));
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"batch, 1, 2", "batch, 1, 0", "1, 1, 2", "4, 1, 2", "batch, 3, 0", "1, 3, 0"})
  void everyCallerGetsItsOwnAnswer(String batch, int lanes, long patienceMillis) throws Exception {
    Object dimension = batch.equals("batch") ? batch : Integer.valueOf(batch);
    SharedDetector shared =
        SharedDetector.over(brightness(dimension), lanes, Duration.ofMillis(patienceMillis));
    List<Callable<Integer>> work = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      Detector own = shared.join().orElseThrow();
      int offset = caller;
      work.add(
          () -> {
            try (own) {
              for (int i = 0; i < 50; i++) {
                int level = 40 + (i * CALLERS + offset) % 200;
                Detection seen = own.detect(gray(level)).get(0);
                assertThat(seen.score()).isCloseTo(level / 255f, within(1e-4f));
              }
            }
            return 50;
          });
    }
    assertThat(together(work)).hasSize(CALLERS).allMatch(n -> n == 50);
    assertThat(shared.join()).as("closed with the last who left").isEmpty();
  }

  @Test
  void aPictureThatFailsHarmsOnlyItsOwner() throws Exception {
    // a batch is only made of what waits: long patience makes all four meet
    SharedDetector shared = SharedDetector.over(brightness("batch"), 1, Duration.ofSeconds(5));
    List<Callable<String>> work = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      Detector own = shared.join().orElseThrow();
      List<Picture> asked =
          caller == 2 ? Arrays.asList((Picture) null) : List.of(gray(100 + caller));
      work.add(
          () -> {
            try {
              return "" + Math.round(own.detect(asked).get(0).get(0).score() * 255);
            } catch (RuntimeException e) {
              return "failed";
            }
          });
    }
    assertThat(together(work)).containsExactly("100", "101", "failed", "103");
  }

  @Test
  void whoWaitsForOthersDoesNotWaitForThoseWhoLeft() throws Exception {
    SharedDetector shared = SharedDetector.over(brightness("batch"), 1, Duration.ofSeconds(50));
    Detector stays = shared.join().orElseThrow();
    Detector leaves = shared.join().orElseThrow();
    List<Callable<Integer>> work =
        List.of(
            () -> stays.detect(gray(90)).size(),
            () -> {
              Thread.sleep(50);
              leaves.close();
              return 1;
            });
    assertThat(together(work)).containsExactly(1, 1);
    assertThatThrownBy(() -> leaves.detect(gray(9))).hasMessageContaining("closed");
    stays.close();
    stays.close();
  }
}
