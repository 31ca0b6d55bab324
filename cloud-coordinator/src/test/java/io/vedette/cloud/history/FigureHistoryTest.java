package io.vedette.cloud.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FigureHistoryTest {

  private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final HistoryScope BOARDS = HistoryScope.deployment("boards");

  private final InMemoryHistoryStore store = new InMemoryHistoryStore();
  private final List<String> failures = new ArrayList<>();
  private long wallMs = START;
  private long monotonicMs = 5_000_000;
  private FigureHistory history = open();

  private FigureHistory open() {
    return new FigureHistory(store, failures::add, wallMs, monotonicMs);
  }

  /** A kill: what was not stored is lost. */
  private void restart(Duration away) {
    wallMs += away.toMillis();
    monotonicMs = 77;
    history = open();
  }

  private void pass(Duration time) {
    for (long ms = 0; ms < time.toMillis(); ms += 1_000) {
      wallMs += 1_000;
      monotonicMs += 1_000;
      history.tick(wallMs, monotonicMs);
    }
  }

  /** Frames of a deployment at a steady rate. */
  private void frames(int perSecond, Duration time) {
    for (long ms = 0; ms < time.toMillis(); ms += 1_000) {
      history.add(BOARDS, Measure.FRAMES, perSecond);
      pass(Duration.ofSeconds(1));
    }
  }

  private List<FigurePoint> read(Figure figure, Duration back, int points) {
    List<FigureLine> lines =
        history
            .read(
                new HistoryQuery(BOARDS, List.of(figure), wallMs - back.toMillis(), wallMs, points),
                wallMs)
            .lines();
    return lines.isEmpty() ? List.of() : lines.get(0).points();
  }

  @Test
  void aRateIsHowMuchThereWasInASecond() {
    frames(5, Duration.ofMinutes(2));

    List<FigurePoint> points = read(Figure.FRAMES, Duration.ofMinutes(2), 120);

    assertThat(points).hasSize(12);
    assertThat(points).allSatisfy(point -> assertThat(point.value()).isCloseTo(5, within(1e-6)));
    assertThat(points.get(0).atMs()).isEqualTo(START);
    assertThat(points.get(11).atMs()).isEqualTo(START + 110_000);
  }

  @Test
  void aCoarserRowIsTheSumOfItsParts() {
    Random random = new Random(7);
    double sum = 0;
    double least = Double.MAX_VALUE;
    double largest = 0;
    for (int i = 0; i < 360; i++) {
      double latency = 10 + 90 * random.nextDouble();
      sum += latency;
      least = Math.min(least, latency);
      largest = Math.max(largest, latency);
      history.add(BOARDS, Measure.LATENCY_P50, latency);
      pass(Duration.ofSeconds(10));
    }

    FigurePoint hour = read(Figure.LATENCY, Duration.ofHours(1), 1).get(0);

    assertThat(hour.value()).isCloseTo(sum / 360, within(1e-9));
    assertThat(hour.low()).isCloseTo(least, within(1e-4));
    assertThat(hour.high()).isCloseTo(largest, within(1e-4));
  }

  @Test
  void theHourUnderWayIsThereToo() {
    frames(4, Duration.ofMinutes(25));

    List<FigurePoint> points = read(Figure.FRAMES, Duration.ofDays(200), 100);

    assertThat(points).hasSize(1);
    assertThat(points.get(0).value()).isCloseTo(4, within(1e-6));
  }

  @Test
  void aRestartContinuesTheSeriesAndAKillLosesTheLastSpan() {
    frames(6, Duration.ofMinutes(25));
    history.add(BOARDS, Measure.FRAMES, 1_000_000);

    restart(Duration.ofMinutes(15));
    frames(2, Duration.ofMinutes(25));

    assertThat(read(Figure.FRAMES, Duration.ofMinutes(65), 1).get(0).value())
        .as("25 minutes at 6 and 25 at 2; the 15 between are unknown, not 0")
        .isCloseTo(4, within(0.01));
    assertThat(read(Figure.FRAMES, Duration.ofMinutes(65), 65))
        .as("nothing is known of the time in which it was down")
        .hasSize(50)
        .allSatisfy(point -> assertThat(point.value()).isBetween(0.0, 6.1));
  }

  @Test
  void anHourThatEndedWhileItWasDownIsStored() {
    frames(3, Duration.ofMinutes(50));

    restart(Duration.ofHours(5));
    frames(3, Duration.ofMinutes(2));

    List<FigurePoint> hours = read(Figure.FRAMES, Duration.ofDays(60), 500);
    assertThat(hours).hasSize(2);
    assertThat(hours).allSatisfy(hour -> assertThat(hour.value()).isCloseTo(3, within(1e-6)));
  }

  @Test
  void aClockThatIsSetMakesNoNegativeRateAndNoHole() {
    frames(5, Duration.ofMinutes(10));
    wallMs -= Duration.ofMinutes(7).toMillis();
    frames(5, Duration.ofMinutes(10));
    wallMs += Duration.ofDays(400).toMillis();
    frames(5, Duration.ofMinutes(10));
    wallMs -= Duration.ofDays(400).toMillis();
    frames(5, Duration.ofMinutes(10));

    for (int points : List.of(1, 7, 60, 500)) {
      List<FigurePoint> read = read(Figure.FRAMES, Duration.ofMinutes(23), points);
      assertThat(read).isNotEmpty();
      assertThat(read)
          .allSatisfy(
              point -> {
                assertThat(point.value()).isCloseTo(5, within(0.6));
                assertThat(point.low()).isBetween(0.0, point.value() + 1e-6);
                assertThat(point.high()).isLessThan(60);
              });
    }
  }

  @Test
  void aProcessThatStoodStillTellsTheRateOfTheWholeTime() {
    history.add(BOARDS, Measure.FRAMES, 3_000);
    wallMs += 600_000;
    monotonicMs += 600_000;
    history.tick(wallMs, monotonicMs);

    assertThat(read(Figure.FRAMES, Duration.ofMinutes(11), 100).get(0).value())
        .isCloseTo(5, within(1e-6));
  }

  @Test
  void valuesThatAreNoNumbersAreLeftOut() {
    history.add(BOARDS, Measure.FRAMES, -5);
    history.add(BOARDS, Measure.FRAMES, Double.NaN);
    history.add(BOARDS, Measure.VERDICT_DELAY, -800);
    history.add(BOARDS, Measure.VERDICT_DELAY, Double.POSITIVE_INFINITY);
    frames(1, Duration.ofSeconds(20));

    assertThat(read(Figure.FRAMES, Duration.ofMinutes(1), 6))
        .allSatisfy(point -> assertThat(point.value()).isCloseTo(1, within(1e-6)));
    assertThat(read(Figure.VERDICT_DELAY, Duration.ofMinutes(1), 6)).isEmpty();
  }

  @Test
  void aShareIsThatOfTheSumsAndAbsentWithoutAWhole() {
    history.add(BOARDS, Measure.ESCALATIONS, 1);
    pass(Duration.ofSeconds(10));
    assertThat(read(Figure.SHARE, Duration.ofMinutes(1), 6)).isEmpty();

    history.add(BOARDS, Measure.ESCALATIONS, 3);
    history.add(BOARDS, Measure.FRAMES, 40);
    pass(Duration.ofSeconds(10));
    assertThat(read(Figure.SHARE, Duration.ofMinutes(1), 1).get(0).value())
        .isCloseTo(0.1, within(1e-9));
  }

  @Test
  void versionsAreSharesOfTheOnlineDevicesALineEach() {
    for (int i = 0; i < 6; i++) {
      history.add(BOARDS, Measure.DEVICES_ONLINE, 4);
      history.add(BOARDS, Measure.RUNNING, "student:1", 4 - i % 2);
      if (i % 2 == 1) {
        history.add(BOARDS, Measure.RUNNING, "student:2", 1);
      }
      pass(Duration.ofSeconds(10));
    }

    HistoryAnswer answer =
        history.read(
            new HistoryQuery(BOARDS, List.of(Figure.VERSIONS), START, START + 60_000, 1), wallMs);

    assertThat(answer.lines())
        .extracting(FigureLine::detail)
        .containsExactly("student:1", "student:2");
    assertThat(answer.lines().get(0).points().get(0).value()).isCloseTo(0.875, within(1e-9));
    assertThat(answer.lines().get(1).points().get(0).value()).isCloseTo(0.125, within(1e-9));
  }

  @Test
  void whatIsStoredIsBoundedByItsRings() {
    for (int day = 0; day < 4; day++) {
      frames(1, Duration.ofHours(2));
      wallMs += Duration.ofHours(22).toMillis();
    }
    int rows = store.rowCount();
    assertThat(rows).isLessThanOrEqualTo(360 + 1_440 + 4_320 + 8_760);
    frames(1, Duration.ofHours(1));
    assertThat(store.rowCount() - rows)
        .as("ten-second rows take the place of others")
        .isLessThan(120);
    assertThat(store.bytes() / store.rowCount()).isLessThan(400);
  }

  @Test
  void noAnswerHasMorePointsThanItsBound() {
    for (int i = 0; i < 400; i++) {
      history.add(BOARDS, Measure.DEVICES_ONLINE, 40);
      for (int version = 0; version < 40; version++) {
        history.add(BOARDS, Measure.RUNNING, "student:" + version, 1);
      }
      pass(Duration.ofSeconds(10));
    }

    HistoryAnswer answer =
        history.read(
            new HistoryQuery(BOARDS, List.of(Figure.VERSIONS), START, wallMs, 500), wallMs);

    assertThat(answer.lines()).hasSize(HistoryReader.MAX_LINES);
    assertThat(answer.points()).isBetween(500, HistoryReader.MAX_POINTS);
  }

  @Test
  void rowsThatCouldNotBeStoredAreStoredLater() {
    frames(5, Duration.ofSeconds(30));
    store.broken = true;
    frames(5, Duration.ofMinutes(2));
    assertThat(failures).contains("no space left");
    assertThat(read(Figure.FRAMES, Duration.ofMinutes(2), 12))
        .as("and are read all the same")
        .hasSize(12);

    store.broken = false;
    frames(5, Duration.ofSeconds(20));
    assertThat(failures.get(failures.size() - 1)).isEmpty();
    restart(Duration.ZERO);
    assertThat(read(Figure.FRAMES, Duration.ofMinutes(2), 12)).hasSize(12);
  }

  @Test
  void ofALargeFleetTheFirstDevicesHaveAHistory() {
    for (int minute = 0; minute < 2; minute++) {
      for (int i = 0; i < 1_000; i++) {
        history.add(HistoryScope.device("d-" + i), Measure.FRAMES, 60);
      }
      pass(Duration.ofMinutes(1));
    }

    assertThat(store.scopes()).hasSize(HistoryScope.Kind.DEVICE.most());
    HistoryQuery first =
        new HistoryQuery(HistoryScope.device("d-0"), List.of(Figure.FRAMES), START, wallMs, 10);
    assertThat(history.read(first, wallMs).lines()).hasSize(1);
    HistoryQuery last =
        new HistoryQuery(HistoryScope.device("d-999"), List.of(Figure.FRAMES), START, wallMs, 10);
    assertThatThrownBy(() -> history.read(last, wallMs))
        .hasMessageContaining("kept of 200 devices");
  }

  @Test
  void aDeviceThatIsSilentForADayGivesUpItsPlace() {
    for (int i = 0; i < 200; i++) {
      history.add(HistoryScope.device("d-" + i), Measure.FRAMES, 60);
    }
    pass(Duration.ofMinutes(1));
    wallMs += Duration.ofHours(30).toMillis();
    for (int i = 0; i < 4; i++) {
      for (int device = 1; device < 201; device++) {
        history.add(HistoryScope.device("d-" + device), Measure.FRAMES, 60);
      }
      pass(Duration.ofMinutes(1));
    }

    assertThat(store.scopes())
        .extracting(kept -> kept.scope().name())
        .contains("d-200")
        .doesNotContain("d-0");
  }

  @Test
  void aCleanStopLosesNothing() {
    frames(5, Duration.ofSeconds(25));
    history.flush(monotonicMs).join();
    restart(Duration.ZERO);
    frames(5, Duration.ofSeconds(5));

    List<FigurePoint> points = read(Figure.FRAMES, Duration.ofSeconds(30), 3);
    assertThat(points).hasSize(3);
    assertThat(points).allSatisfy(point -> assertThat(point.value()).isCloseTo(5, within(1e-6)));
  }
}
