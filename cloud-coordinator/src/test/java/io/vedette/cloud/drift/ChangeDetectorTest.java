package io.vedette.cloud.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.drift.ChangeDetector.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the detector promises, by seeded simulation of audits. */
class ChangeDetectorTest {

  private final SplittableRandom random = new SplittableRandom(7);

  /** Recall of an audit with so many objects, each found with a chance. */
  private double audit(int objects, double recall) {
    int found = 0;
    for (int i = 0; i < objects; i++) {
      found += random.nextDouble() < recall ? 1 : 0;
    }
    return (double) found / objects;
  }

  private Optional<Change> add(ChangeDetector to, double recall, long atMs) {
    return to.add(DriftSeries.RECALL.bin(recall), recall, random.nextDouble(), atMs);
  }

  /** Audits to a find, -1: none in so many. */
  private int delay(ChangeDetector of, int objects, double recall, int most) {
    for (int i = 1; i <= most; i++) {
      if (add(of, audit(objects, recall), i).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  @Test
  void aCollapseIsFoundWithinTwentyAudits() {
    int slowest = 0;
    for (int run = 0; run < 200; run++) {
      ChangeDetector detector = DriftSeries.RECALL.detector();
      if (delay(detector, 3, 0.73, 200) > 0) {
        continue;
      }
      int delay = delay(detector, 3, 0.01, 60);
      assertThat(delay).isPositive();
      slowest = Math.max(slowest, delay);
    }
    assertThat(slowest).isLessThanOrEqualTo(20);
  }

  @Test
  void aFallFromNineToSevenTenthsIsNearlyAlwaysFoundWithinSixtyAudits() {
    int found = 0;
    for (int run = 0; run < 200; run++) {
      ChangeDetector detector = DriftSeries.RECALL.detector();
      delay(detector, 5, 0.9, 200);
      found += delay(detector, 5, 0.7, 60) > 0 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(190);
  }

  @Test
  void falseAlarmsAreNoMoreThanTheBoundAllows() {
    double bound = 500;
    int runs = 1_000;
    int audits = 100;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      ChangeDetector detector = new ChangeDetector(bound, 0, true);
      alarms += delay(detector, 1 + run % 5, 0.1 + 0.85 * run / runs, audits) > 0 ? 1 : 0;
    }
    // The chance within 100 audits is 100 / 500 at most: 200 alarms. In practice there are fewer.
    assertThat(alarms).isBetween(10, 200);
  }

  @Test
  void anImprovementIsNoAlarm() {
    int alarms = 0;
    for (int run = 0; run < 100; run++) {
      ChangeDetector detector = DriftSeries.RECALL.detector();
      delay(detector, 5, 0.5, 100);
      alarms += delay(detector, 5, 0.95, 100) > 0 ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(1);
  }

  @Test
  void whatIsToldIsNearTheTruth() {
    List<Change> found = new ArrayList<>();
    for (int run = 0; run < 100; run++) {
      ChangeDetector detector = DriftSeries.RECALL.detector();
      for (int i = 0; i < 300; i++) {
        double recall = audit(5, i < 200 ? 0.9 : 0.5);
        Optional<Change> change = add(detector, recall, 1_000L * i);
        if (change.isPresent()) {
          found.add(change.get());
          break;
        }
      }
    }
    assertThat(found).hasSize(100);
    assertThat(found.stream().mapToDouble(Change::before).average().orElseThrow())
        .isBetween(0.88, 0.92);
    assertThat(found.stream().mapToDouble(Change::after).average().orElseThrow())
        .isBetween(0.45, 0.55);
    long[] since = found.stream().mapToLong(Change::sinceMs).sorted().toArray();
    assertThat(since[50]).isBetween(197_000L, 203_000L);
  }

  @Test
  void afterAFindItBeginsAnew() {
    ChangeDetector detector = DriftSeries.RECALL.detector();
    delay(detector, 5, 0.9, 200);
    assertThat(delay(detector, 5, 0.1, 60)).isPositive();
    assertThat(detector.values()).isZero();
    assertThat(detector.suspicion()).isZero();
    assertThat(delay(detector, 5, 0.1, 200)).isEqualTo(-1);
  }

  @Test
  void aSmallDifferenceIsToldOfNobody() {
    ChangeDetector detector = new ChangeDetector(50, 0.3, true);
    delay(detector, 30, 0.9, 300);
    assertThat(delay(detector, 30, 0.8, 300)).isEqualTo(-1);
    assertThat(delay(detector, 30, 0.2, 300)).isPositive();
  }

  @Test
  void itGoesOnFromWhatWasStored() {
    ChangeDetector detector = DriftSeries.RECALL.detector();
    delay(detector, 5, 0.9, 150);
    ChangeDetector again = DriftSeries.RECALL.detector();
    again.restore(detector.state());
    for (int i = 0; i < 60; i++) {
      double recall = audit(5, 0.5);
      double tie = random.nextDouble();
      assertThat(again.add(DriftSeries.RECALL.bin(recall), recall, tie, i))
          .isEqualTo(detector.add(DriftSeries.RECALL.bin(recall), recall, tie, i));
    }
    assertThat(again.level()).isEqualTo(detector.level());
  }

  @Test
  void betsAreFair() {
    for (int bet = 0; bet < StepBets.COUNT; bet++) {
      double sum = 0;
      for (int i = 0; i < 10_000; i++) {
        sum += StepBets.pays(bet, (i + 0.5) / 10_000);
      }
      assertThat(sum / 10_000).isBetween(0.999, 1.001);
    }
  }
}
