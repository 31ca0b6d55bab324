package io.vedette.cloud.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.machine.ActiveTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A fleet of some hundred devices under clocks that do what they like. */
class LivenessTest {

  private static final int DEVICES = 300;
  private static final long HOUR_MS = 3_600_000;

  private long wallMs = 1_800_000_000_000L;
  private long monotonicMs;

  private final InstantSource wall = () -> Instant.ofEpochMilli(wallMs);
  private final ActiveTime time = new ActiveTime(wall, () -> monotonicMs, Duration.ofSeconds(1));
  private final CountingStore store = new CountingStore();
  private final EventFeed feed = new EventFeed(wall);
  private final Fleet fleet =
      new Fleet(FleetConfig.defaults(), CameraAssigner.all("default"), store, feed, time.now());
  private final List<FakeSession> sessions = new ArrayList<>();
  private final List<Device> away = new ArrayList<>();

  private void connectAll() {
    for (int i = 0; i < DEVICES; i++) {
      FakeSession session = new FakeSession("agent-" + i);
      fleet.connect(FleetTest.hello("agent-" + i), session, time.now());
      sessions.add(session);
    }
  }

  /** A second passes; every second one the devices send their heartbeats. */
  private void second(int number) {
    wallMs += 1_000;
    monotonicMs += 1_000;
    if (number % 2 == 0) {
      sessions.forEach(session -> fleet.beat(session, FleetTest.beat(), time.now()));
    }
    time.tick();
    away.addAll(fleet.missing(time.now()));
  }

  @Test
  void nobodyIsAwayBecauseAClockJumpedOrTheProcessStoodStill() {
    connectAll();
    Random random = new Random(3);
    for (int i = 0; i < 600; i++) {
      second(i);
      switch (random.nextInt(20)) {
        case 0 -> wallMs += HOUR_MS;
        case 1 -> wallMs -= HOUR_MS;
        case 2 -> monotonicMs += HOUR_MS;
        default -> {}
      }
    }
    assertThat(away).isEmpty();
    assertThat(fleet.count(Device.State.ONLINE)).isEqualTo(DEVICES);
  }

  @Test
  void whoFallsSilentIsAwayAndOnlyThey() {
    connectAll();
    List<FakeSession> silent = List.copyOf(sessions.subList(0, 40));
    sessions.removeAll(silent);
    silent.forEach(fleet::disconnect);
    for (int i = 0; i < 8; i++) {
      second(i);
    }
    assertThat(away).hasSize(40);
    assertThat(fleet.count(Device.State.AWAY)).isEqualTo(40);
    assertThat(feed.alarms()).extracting(Alarm::text).containsExactly("40 devices are away");
    assertThat(feed.newest(2).get(1).text())
        .isEqualTo("40 devices are away: agent-0, agent-1, agent-2, agent-3 and 36 more");
  }

  @Test
  void rowsAreWrittenTogetherAndHeartbeatsWriteNone() {
    connectAll();
    second(0);
    assertThat(store.writes).isEqualTo(1);
    assertThat(store.all()).hasSize(DEVICES);
    for (int i = 1; i < 120; i++) {
      second(i);
    }
    assertThat(store.writes).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeStoredIsStoredLater() {
    store.failing = true;
    connectAll();
    second(0);
    assertThat(store.all()).isEmpty();
    assertThat(feed.newest(1).get(0).text())
        .contains("devices are not stored")
        .contains("disk is full");
    store.failing = false;
    second(1);
    assertThat(store.all()).hasSize(DEVICES);
  }

  @Test
  void afterARestartDevicesGetTheirTimeToReturn() {
    connectAll();
    second(0);
    Fleet later =
        new Fleet(FleetConfig.defaults(), CameraAssigner.all("default"), store, feed, time.now());
    long restartedMs = time.now().activeMs();
    assertThat(later.missing(Moments.at(restartedMs + 29_000))).isEmpty();
    assertThat(later.missing(Moments.at(restartedMs + 31_000))).hasSize(DEVICES);
  }

  @Test
  void sumsAreThoseOfAllHeartbeats() {
    connectAll();
    for (int i = 0; i < 5; i++) {
      second(i);
    }
    assertThat(fleet.figures().examples()).isEqualTo(12L * DEVICES);
    assertThat(fleet.members("default", 8).trainable()).isEqualTo(DEVICES);
    fleet.revoke("agent-7");
    assertThat(fleet.figures().examples()).isEqualTo(12L * (DEVICES - 1));
    assertThat(fleet.members("default", 8).trainableIds())
        .hasSize(DEVICES - 1)
        .doesNotContain("agent-7")
        .isSorted();
  }

  private static final class Moments {
    static io.vedette.cloud.machine.EventTime at(long activeMs) {
      return new io.vedette.cloud.machine.EventTime(0, activeMs);
    }
  }

  /** Counts writes, and fails when it is told to. */
  private static final class CountingStore implements DeviceStore {
    private final InMemoryDeviceStore kept = new InMemoryDeviceStore();
    private int writes;
    private boolean failing;

    @Override
    public CompletableFuture<Void> write(List<Device> changed, List<String> removed) {
      if (failing) {
        return CompletableFuture.failedFuture(new java.io.IOException("the disk is full"));
      }
      writes++;
      return kept.write(changed, removed);
    }

    @Override
    public List<Device> all() {
      return kept.all();
    }
  }
}
