package io.vedette.cloud.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.detector.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {

  private static final Optional<String> ONE = Optional.of("student:1");
  private static final Optional<String> TWO = Optional.of("student:2");

  private final EventFeed feed = new EventFeed(() -> Instant.ofEpochMilli(1_000));
  private final InMemoryDriftStore store = new InMemoryDriftStore();
  private final SplittableRandom random = new SplittableRandom(3);
  private String version = "student:1";
  private int frames;
  private long nowMs = 10_000;
  private DriftMonitor monitor = monitor(1);

  private DriftMonitor monitor(int revision) {
    return new DriftMonitor("default", revision, store, model -> version, feed, nowMs);
  }

  /** The student sees "open" at 5; the teacher sees another board where it misses. */
  private void audit(double recall) {
    boolean found = random.nextDouble() < recall;
    Detection truth = Scratch.detection("open", found ? 5 : 40);
    var frame = Scratch.escalation(Scratch.frameId(frames++), true, false);
    monitor.accepted(frame);
    monitor.settled(Scratch.answered(frame, List.of(truth)));
  }

  /** Reasons for a round. */
  private List<String> audits(int count, double recall, Optional<String> desired) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      audit(recall);
      nowMs += 1_000;
      monitor.tick(desired, nowMs).ifPresent(reasons::add);
    }
    return reasons;
  }

  @Test
  void aCollapseIsAnAlarmAndAReasonForARound() {
    assertThat(audits(200, 0.9, ONE)).isEmpty();
    List<String> reasons = audits(60, 0.05, ONE);

    assertThat(reasons).isNotEmpty();
    assertThat(reasons.get(0))
        .matches("drift: recall fell from 0\\.\\d\\d to 0\\.\\d\\d, over \\d+ audits of student:1");
    assertThat(feed.alarms())
        .extracting(Alarm::text)
        .anyMatch(text -> text.startsWith("default: recall fell from 0."));
    Drift drift = monitor.watch().drifts().get(0);
    assertThat(drift.stands()).isTrue();
    assertThat(drift.before()).isBetween(0.8, 1.0);
    assertThat(drift.after()).isBetween(0.0, 0.3);
    assertThat(monitor.watch().drifts()).extracting(Drift::camera).contains("", "agent-1/line");
  }

  @Test
  void anotherVersionEndsIt() {
    audits(200, 0.9, ONE);
    audits(60, 0.05, ONE);
    assertThat(feed.alarms()).isNotEmpty();

    version = "student:2";
    assertThat(audits(100, 0.5, TWO)).isEmpty();
    assertThat(feed.alarms()).isEmpty();
    assertThat(monitor.watch().drifts().get(0).ended()).isEqualTo("student:2 answers");
  }

  @Test
  void whatAVersionThatIsNoLongerDesiredSeesOpensNothing() {
    audits(200, 0.9, ONE);
    assertThat(audits(60, 0.05, TWO)).isEmpty();
    assertThat(feed.alarms()).isEmpty();
  }

  @Test
  void itEndsWhenTheValuesAreBack() {
    audits(200, 0.9, ONE);
    audits(40, 0.05, ONE);
    assertThat(feed.alarms()).isNotEmpty();
    audits(150, 0.97, ONE);

    assertThat(feed.alarms()).isEmpty();
    assertThat(monitor.watch().drifts()).extracting(Drift::ended).allMatch(s -> s.contains("back"));
  }

  @Test
  void aRestartKnowsTheReferenceAndWhatStands() {
    audits(200, 0.9, ONE);
    monitor.close(nowMs).join();
    monitor = monitor(1);
    assertThat(audits(60, 0.05, ONE)).isNotEmpty();
    List<Drift> before = monitor.watch().drifts();

    monitor.close(nowMs).join();
    assertThat(feed.alarms()).isEmpty();
    monitor = monitor(1);
    assertThat(monitor.tick(ONE, nowMs)).isEmpty();
    assertThat(monitor.watch().drifts()).isEqualTo(before);
    assertThat(feed.alarms()).isNotEmpty();
  }

  @Test
  void anotherRevisionBeginsAnew() {
    audits(200, 0.9, ONE);
    monitor.close(nowMs).join();
    monitor = monitor(2);
    assertThat(monitor.watch().series()).isEmpty();
    assertThat(audits(100, 0.5, ONE)).isEmpty();
    monitor.close(nowMs).join();
    assertThat(store.rows.values()).allMatch(row -> row.state().values() <= 100);
  }

  @Test
  void aDeletedDeploymentLeavesNothing() {
    audits(30, 0.9, ONE);
    monitor.close(nowMs).join();
    monitor.forget().join();
    assertThat(store.rows).isEmpty();
    assertThat(store.found("default")).isEmpty();
  }

  @Test
  void hardFramesAreCountedBetweenAudits() {
    for (int round = 0; round < 200; round++) {
      int hard = round < 150 ? round % 4 : 20 + round % 4;
      for (int i = 0; i < hard; i++) {
        monitor.accepted(Scratch.escalation(Scratch.frameId(frames++), false, false));
      }
      monitor.accepted(Scratch.escalation(Scratch.frameId(frames++), true, false));
      nowMs += 1_000;
      monitor.tick(ONE, nowMs);
    }
    assertThat(monitor.watch().drifts())
        .filteredOn(drift -> drift.series() == DriftSeries.ESCALATION)
        .singleElement()
        .satisfies(
            drift -> {
              assertThat(drift.before()).isBetween(1.0, 2.0);
              assertThat(drift.after()).isBetween(15.0, 24.0);
              assertThat(drift.text()).startsWith("hard frames per audit rose from 1.5 to 2");
            });
  }

  @Test
  void whatIsKeptIsBounded() {
    DriftWatch watch = new DriftWatch();
    for (int i = 0; i <= DriftWatch.MAX_SERIES; i++) {
      watch.add(DriftSeries.CAMERA_RECALL, "agent-" + i, "student:1", "t", 1, 0.5, i);
    }
    assertThat(watch.series()).hasSize(DriftWatch.MAX_SERIES);
    assertThat(watch.series()).noneMatch(series -> series.camera().equals("agent-0"));
    assertThat(watch.takeDropped("default")).hasSize(1);
    assertThat(watch.takeChanged("default")).hasSize(DriftWatch.MAX_SERIES);
  }
}
