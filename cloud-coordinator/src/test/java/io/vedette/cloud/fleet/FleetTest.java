package io.vedette.cloud.fleet;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.machine.EventTime;
import io.vedette.wire.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetTest {

  private final InMemoryDeviceStore store = new InMemoryDeviceStore();

  /** Away after 6 seconds. */
  private final Fleet fleet = fleet(0);

  private final Members members = fleet.members("default", 8);

  private Fleet fleet(long nowMs) {
    return new Fleet(
        FleetConfig.defaults(),
        CameraAssigner.all("default"),
        store,
        new EventFeed(InstantSource.system()),
        at(nowMs));
  }

  @Test
  void aDeviceIsAwayWhenItMissesItsHeartbeats() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.disconnect(session);

    assertThat(fleet.missing(at(6_000))).isEmpty();
    assertThat(fleet.missing(at(6_500))).extracting(Device::agentId).containsExactly("a");
    assertThat(fleet.missing(at(7_000))).isEmpty();
    assertThat(store.all().get(0).state()).isEqualTo(Device.State.AWAY);
  }

  @Test
  void aDeviceWhoseConnectionStandsIsGivenLonger() {
    fleet.connect(hello("a"), new FakeSession("a"), at(0));
    assertThat(fleet.missing(at(30_000))).isEmpty();
    assertThat(fleet.missing(at(30_500))).hasSize(1);
  }

  @Test
  void nobodyIsAwayBecauseTheWallClockWasSet() {
    fleet.connect(hello("a"), new FakeSession("a"), at(0));
    assertThat(fleet.missing(new EventTime(86_400_000, 2_000))).isEmpty();
  }

  @Test
  void aHeartbeatBringsADeviceBack() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.missing(at(40_000));

    assertThat(fleet.beat(session, beat(), at(41_000))).isEqualTo(Fleet.Taken.RETURNED);
    assertThat(fleet.beat(session, beat(), at(42_000))).isEqualTo(Fleet.Taken.TAKEN);
    assertThat(members.online()).containsExactly("a");
    assertThat(members.trainableIds()).containsExactly("a");
  }

  @Test
  void whoHasARoundAlreadyIsKnown() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.beat(session, beat(), at(1));
    assertThat(members.trainable()).isEqualTo(1);
    fleet.beat(session, beat(new Heartbeat.Learning("r-1", "training", 1, 2, 3, 8)), at(2));
    assertThat(members.trainable()).isZero();
  }

  @Test
  void aNewSessionEndsTheOlderOne() {
    FakeSession older = new FakeSession("a");
    FakeSession newer = new FakeSession("a");
    fleet.connect(hello("a"), older, at(0));
    fleet.connect(hello("a"), newer, at(1));

    assertThat(older.told)
        .containsExactly(
            "welcome", "assigned {default=[line]}", "a newer session of a took its place");
    assertThat(fleet.current(newer)).isTrue();
    fleet.disconnect(older);
    assertThat(fleet.current(newer)).isTrue();
  }

  @Test
  void theNewestEventsOfADeviceAreKept() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello("a"), session, at(0));
    for (int i = 0; i < 150; i++) {
      fleet.keep(
          session,
          new DeviceEvent("e" + i, "gate", "person", 0.5f, "unasked", i, i + 1, List.of("door")));
    }
    // sent again, as after a restart of the device
    fleet.keep(session, fleet.sightings().events("a").get(3));
    assertThat(fleet.sightings().events("a")).hasSize(100).doesNotHaveDuplicates();
    assertThat(fleet.sightings().events("a").get(1).id()).isEqualTo("e149");
    assertThat(fleet.sightings().events("b")).isEmpty();
  }

  @Test
  void aRevokedDeviceIsRefusedForGoodOverARestartToo() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.revoke("a");
    assertThat(session.told)
        .containsExactly("welcome", "assigned {default=[line]}", "a was revoked");

    Fleet later = fleet(10);

    assertThat(later.isRevoked("a")).isTrue();
    FakeSession again = new FakeSession("a");
    assertThat(later.connect(hello("a"), again, at(11))).isFalse();
    assertThat(again.told).containsExactly("a was revoked; enroll the device under another id");
    assertThat(later.count(Device.State.ONLINE)).isZero();
  }

  @Test
  void aForgottenDeviceIsGoneFromStoreAndCounts() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.beat(session, beat(), at(1));
    fleet.missing(at(2));

    assertThatThrownBy(() -> fleet.forget("a", false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a is connected");
    assertThat(fleet.forget("a", true)).isPresent();

    assertThat(session.told)
        .containsExactly("welcome", "assigned {default=[line]}", "a was forgotten");
    assertThat(store.all()).isEmpty();
    assertThat(fleet.find("a")).isEmpty();
    assertThat(fleet.beat(session, beat(), at(3))).isEqualTo(Fleet.Taken.REFUSED);
    assertThat(fleet.figures()).isEqualTo(DeviceFigures.NONE);
    assertThat(fleet.count(Device.State.ONLINE)).isZero();
    assertThat(fleet.missing(at(99_000))).isEmpty();
    assertThat(fleet.forget("a", true)).isEmpty();
  }

  @Test
  void aRevokedDeviceThatIsForgottenMayComeBack() {
    fleet.connect(hello("a"), new FakeSession("a"), at(0));
    fleet.revoke("a");
    fleet.forget("a", false);
    assertThat(fleet.connect(hello("a"), new FakeSession("a"), at(1))).isTrue();
  }

  @Test
  void noDeviceIsWelcomedBeyondTheLimit() {
    Fleet small =
        new Fleet(
            new FleetConfig(null, 0, 1),
            CameraAssigner.all("default"),
            store,
            new EventFeed(InstantSource.system()),
            at(0));
    small.connect(hello("a"), new FakeSession("a"), at(0));
    FakeSession refused = new FakeSession("b");
    assertThat(small.connect(hello("b"), refused, at(0))).isFalse();
    assertThat(refused.told)
        .containsExactly("this coordinator knows 1 devices, which is its limit");
  }

  static AgentHello hello(String id) {
    return new AgentHello(id, "test", "0.1", Map.of("line", Tags.NONE), List.of(), Tags.NONE);
  }

  static Heartbeat beat() {
    return beat(null);
  }

  static Heartbeat beat(Heartbeat.@Nullable Learning learning) {
    return new Heartbeat(
        1,
        List.of(),
        new Heartbeat.EscalationStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        List.of(
            new StudentStatus(
                "default", List.of("line"), null, "", "", 12, "", learning, null, null)));
  }
}
