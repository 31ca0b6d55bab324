package io.vedette.cloud.fleet;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.machine.EventTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetTest {

  private final InMemoryDeviceStore store = new InMemoryDeviceStore();

  /** Away after 6 seconds. */
  private final Fleet fleet = fleet(0);

  private Fleet fleet(long nowMs) {
    return new Fleet(
        FleetConfig.defaults(), store, new EventFeed(InstantSource.system()), at(nowMs));
  }

  @Test
  void aDeviceIsAwayWhenItMissesItsHeartbeats() {
    Session session = new Session("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.disconnect(session);

    assertThat(fleet.missing(at(6_000))).isEmpty();
    assertThat(fleet.missing(at(6_001))).extracting(Device::agentId).containsExactly("a");
    assertThat(fleet.missing(at(7_000))).isEmpty();
    assertThat(store.all().get(0).state()).isEqualTo(Device.State.AWAY);
  }

  @Test
  void aDeviceWhoseConnectionStandsIsGivenLonger() {
    fleet.connect(hello("a"), new Session("a"), at(0));
    assertThat(fleet.missing(at(30_000))).isEmpty();
    assertThat(fleet.missing(at(30_001))).hasSize(1);
  }

  @Test
  void nobodyIsAwayBecauseTheWallClockWasSet() {
    fleet.connect(hello("a"), new Session("a"), at(0));
    assertThat(fleet.missing(new EventTime(86_400_000, 2_000))).isEmpty();
  }

  @Test
  void aHeartbeatBringsADeviceBack() {
    Session session = new Session("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.missing(at(40_000));

    assertThat(fleet.beat(session, beat(), at(41_000))).isTrue();
    assertThat(fleet.beat(session, beat(), at(42_000))).isFalse();
    assertThat(fleet.online()).extracting(Device::examples).containsExactly(12);
  }

  @Test
  void whoHasARoundAlreadyIsKnown() {
    Session session = new Session("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.beat(session, beat(), at(1));
    assertThat(fleet.online()).extracting(Device::learning).containsExactly(false);
    fleet.beat(session, beat(new Heartbeat.Learning("r-1", "training", 1, 2, 3, 8)), at(2));
    assertThat(fleet.online()).extracting(Device::learning).containsExactly(true);
  }

  @Test
  void aNewSessionEndsTheOlderOne() {
    Session older = new Session("a");
    Session newer = new Session("a");
    fleet.connect(hello("a"), older, at(0));
    fleet.connect(hello("a"), newer, at(1));

    assertThat(older.closed).hasSize(1);
    assertThat(fleet.current(newer)).isTrue();
    fleet.disconnect(older);
    assertThat(fleet.current(newer)).isTrue();
  }

  @Test
  void theNewestEventsOfADeviceAreKept() {
    Session session = new Session("a");
    fleet.connect(hello("a"), session, at(0));
    for (int i = 0; i < 150; i++) {
      fleet.keep(
          session,
          new DeviceEvent("e" + i, "gate", "person", 0.5f, "unasked", i, i + 1, List.of("door")));
    }
    // sent again, as after a restart of the device
    fleet.keep(session, fleet.events("a").get(3));
    assertThat(fleet.events("a")).hasSize(100).doesNotHaveDuplicates();
    assertThat(fleet.events("a").get(1).id()).isEqualTo("e149");
    assertThat(fleet.events("b")).isEmpty();
  }

  @Test
  void aRevokedDeviceIsRefusedForGoodOverARestartToo() {
    Session session = new Session("a");
    fleet.connect(hello("a"), session, at(0));
    fleet.revoke("a");
    assertThat(session.closed).containsExactly("a was revoked");

    Fleet later = fleet(10);

    assertThat(later.isRevoked("a")).isTrue();
    Session again = new Session("a");
    assertThat(later.connect(hello("a"), again, at(11))).isFalse();
    assertThat(again.closed).hasSize(1);
    assertThat(later.online()).isEmpty();
  }

  private static AgentHello hello(String id) {
    return new AgentHello(id, "test", "0.1", List.of("line"), null, "");
  }

  private static Heartbeat beat() {
    return beat(null);
  }

  private static Heartbeat beat(Heartbeat.@Nullable Learning learning) {
    return new Heartbeat(
        1,
        null,
        "",
        "",
        List.of(),
        new Heartbeat.EscalationStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        12,
        "",
        learning);
  }

  /** A connection that remembers why it was closed. */
  private static final class Session implements AgentSession {
    private final String id;
    private final List<String> closed = new ArrayList<>();

    Session(String id) {
      this.id = id;
    }

    @Override
    public String agentId() {
      return id;
    }

    @Override
    public void install(InstallCommand command) {}

    @Override
    public void train(RoundCommand command) {}

    @Override
    public void wantSnapshots(int intervalMs) {}

    @Override
    public void cancel(String commandId, String why) {}

    @Override
    public void close(String why) {
      closed.add(why);
    }
  }
}
