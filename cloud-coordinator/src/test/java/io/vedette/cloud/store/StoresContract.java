package io.vedette.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceCamera;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.fleet.DeviceTags;
import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.ReportedEscalation;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.cloud.history.HistoryRow;
import io.vedette.cloud.history.HistoryRows;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.history.HistoryStore;
import io.vedette.cloud.history.KeptScope;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.people.ApiToken;
import io.vedette.cloud.identity.people.PeopleStore;
import io.vedette.cloud.identity.people.SignInSession;
import io.vedette.cloud.identity.people.User;
import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.version.FleetVersion;
import io.vedette.cloud.version.FleetVersionStore;
import io.vedette.wire.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every form of the coordinator's stores promises. */
abstract class StoresContract {

  abstract EscalationStore escalations();

  abstract DeviceStore devices();

  abstract MachineStore machines();

  abstract FleetVersionStore fleetVersions();

  abstract HistoryStore history();

  abstract PeopleStore people();

  @Test
  void peopleAreTheOnesPutLastUntilTheyAreRemoved() {
    User anna = new User("anna", Role.VIEWER, Set.of(), "hash", null, 0, 5, 6);
    User admin = new User("anna", Role.ADMIN, Set.of("boards"), "hash", "SECRET", 7, 5, 8);
    people().put(anna);
    people().put(admin);
    assertThat(people().users()).containsExactly(admin);
    people().removeUser("anna");
    assertThat(people().users()).isEmpty();

    SignInSession session =
        new SignInSession("h1", "user:anna", "anna", Role.ADMIN, Set.of(), "192.0.2.1", 5, 6);
    people().put(session);
    assertThat(people().sessions()).containsExactly(session);
    people().removeSessions(List.of("h1", "unknown"));
    assertThat(people().sessions()).isEmpty();

    ApiToken token = new ApiToken("01", "h2", "ci", Role.VIEWER, Set.of("b"), "anna", 5, 6);
    people().put(token);
    assertThat(people().apiTokens()).containsExactly(token);
    people().removeApiToken("01");
    assertThat(people().apiTokens()).isEmpty();
  }

  @Test
  void aRowOfTheHistoryIsFoundUntilItsPlaceIsTaken() {
    HistoryScope scope = HistoryScope.deployment("boards");
    HistoryRow first = HistoryRows.row(scope, 20_000, 7);
    HistoryRow later = HistoryRows.row(scope, 20_000 + HistoryRows.ringMs(scope), 8);

    history().write(List.of(first), List.of(new KeptScope(scope, 20_000))).join();
    assertThat(history().find(scope, first.resolution(), 20_000)).contains(first);
    assertThat(history().find(scope, first.resolution(), 30_000)).isEmpty();
    assertThat(history().scopes()).contains(new KeptScope(scope, 20_000));

    history().write(List.of(later), List.of(new KeptScope(scope, later.slotMs()))).join();
    assertThat(history().find(scope, first.resolution(), 20_000)).isEmpty();
    assertThat(history().find(scope, first.resolution(), later.slotMs())).contains(later);

    history().remove(scope).join();
    assertThat(history().find(scope, first.resolution(), later.slotMs())).isEmpty();
    assertThat(history().scopes()).noneMatch(kept -> kept.scope().equals(scope));
  }

  @Test
  void theFleetsVersionOfEachModelIsTheOnePutLast() {
    FleetVersion none = new FleetVersion("student", null, "stable before");
    FleetVersion first = new FleetVersion("student", Scratch.V1, "imported");
    assertThat(fleetVersions().find("student")).isEmpty();

    fleetVersions().put(none);
    assertThat(fleetVersions().find("student")).contains(none);
    fleetVersions().put(first);
    assertThat(fleetVersions().find("student")).contains(first);
    assertThat(fleetVersions().find("other")).isEmpty();
  }

  @Test
  void anEscalationIsFoundAsItWasPutLast() {
    AcceptedEscalation waiting = Scratch.escalation("id-00001", true, false);
    AcceptedEscalation answered =
        Scratch.answered(waiting, List.of(Scratch.detection("short", 3.25f)));

    AcceptedEscalation stored = escalations().accept(waiting, new byte[] {1}).join();
    assertThat(stored.place()).isNotNull();
    answered = answered.at(stored.place());
    escalations().settle(answered).join();

    assertThat(escalations().find("id-00001")).contains(answered);
    assertThat(escalations().find("id-00002")).isEmpty();
    List<AcceptedEscalation> all = new ArrayList<>();
    escalations().forEach(all::add);
    assertThat(all).contains(answered);
  }

  @Test
  void aRemovedEscalationIsGone() {
    escalations().accept(Scratch.escalation("id-00003", false, true), new byte[] {1}).join();

    escalations().remove(List.of("id-00003")).join();

    assertThat(escalations().find("id-00003")).isEmpty();
  }

  @Test
  void aDeviceKeepsItsLatestHeartbeat() {
    Heartbeat beat =
        new Heartbeat(
            5,
            List.of(new Heartbeat.CameraStatus("line", "streaming", "", 4.5, 9, 1, 0, 20, 30, 0)),
            new Heartbeat.EscalationStatus(1, 2, 3, 4, 5, 6, 7, 8, 0.5, 9, 10, 11, 12),
            List.of(
                new StudentStatus(
                    "default",
                    List.of("line"),
                    Scratch.V2,
                    "int8",
                    "d".repeat(64),
                    17,
                    "",
                    new Heartbeat.Learning("r-1", "training", 1, 2, 30, 60),
                    new ReportedEscalation(
                        new EscalationTerms("even", 1e6, null, null, 0.1, null, null, null, null),
                        "deployment",
                        ""),
                    null)));
    Device device =
        new Device(
            "agent-1",
            "linux-x86_64-2cpu",
            "0.1",
            List.of(
                new DeviceCamera("line", new DeviceTags(Tags.NONE, new Tags(Map.of("a", "b"))))),
            Device.State.AWAY,
            42,
            List.of(),
            beat,
            new DeviceTags(
                new Tags(Map.of("site", "bremen", "kind", "drone")),
                new Tags(Map.of("site", "hamburg"))),
            new Assignment(Map.of("default", List.of("line"))));

    devices().write(List.of(device), List.of()).join();

    assertThat(devices().all()).contains(device);
    devices().write(List.of(), List.of("agent-1", "unknown")).join();
    assertThat(devices().all()).isEmpty();
  }

  @Test
  void machinesAreWrittenTogetherAndRead() throws Exception {
    MachineStore machines = machines();
    machines
        .write(Map.of("o-1", bytes("header"), "o-1/a", bytes("row"), "o-1/b", bytes("other")))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
    Map<String, byte[]> next = new HashMap<>();
    next.put("o-1/a", bytes("newer"));
    next.put("o-1/b", null);
    machines.write(next).toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(machines.read("o-1")).isEqualTo(bytes("header"));
    assertThat(machines.read("o-1/a")).isEqualTo(bytes("newer"));
    assertThat(machines.read("o-1/b")).isNull();
    assertThat(machines.read("o-2")).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
