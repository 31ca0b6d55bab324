package io.vedette.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.commit.DurableDeviceStore;
import io.vedette.cloud.commit.DurableEscalationStore;
import io.vedette.cloud.commit.DurableHistoryStore;
import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.commit.LaneConfig;
import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.history.HistoryStore;
import io.vedette.cloud.identity.people.PeopleStore;
import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.version.FleetVersionStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgniteStoresTest extends StoresContract {

  @TempDir static Path directory;

  private static IgniteNode node;
  private static FrameSegments segments;
  private static GroupingCommitLane lane;

  @BeforeAll
  static void open() throws IOException {
    node = IgniteNode.open(directory.resolve("ignite"));
    segments = FrameSegments.open(directory.resolve("frames"), 1 << 20, DiskListener.NONE);
    lane = lane();
  }

  private static GroupingCommitLane lane() {
    return new GroupingCommitLane(LaneConfig.defaults(), node, segments, LaneListener.NONE);
  }

  @AfterAll
  static void close() throws IOException {
    lane.close();
    segments.close();
    node.close();
  }

  @Override
  EscalationStore escalations() {
    return new DurableEscalationStore(node, lane);
  }

  @Override
  PeopleStore people() {
    return new IgnitePeopleStore(node);
  }

  @Override
  HistoryStore history() {
    return new DurableHistoryStore(node, lane);
  }

  @Override
  DeviceStore devices() {
    return new DurableDeviceStore(node, lane);
  }

  @Override
  MachineStore machines() {
    return new IgniteMachineStore(
        node,
        "machines",
        changes -> {
          node.write(changes);
          return CompletableFuture.completedFuture(null);
        });
  }

  @Override
  FleetVersionStore fleetVersions() {
    return new IgniteFleetVersionStore(node);
  }

  @Test
  void whatWasPutIsThereAfterARestart() throws IOException {
    AcceptedEscalation escalation = Scratch.escalation("id-00009", false, false);
    AcceptedEscalation stored = escalations().accept(escalation, new byte[] {1}).join();

    lane.close();
    node.close();
    node = IgniteNode.open(directory.resolve("ignite"));
    lane = lane();

    assertThat(escalations().find("id-00009")).contains(stored);
  }

  @Test
  void aDirectoryInUseIsRefusedInOneLine() {
    assertThatThrownBy(() -> IgniteNode.open(directory.resolve("ignite")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another coordinator")
        .hasMessageNotContaining("\n");
  }

  private record Small(String id, int number) {}

  @Test
  void aComponentThatALaterVersionAddedDoesNotHinderAnEarlierOne() {
    IgniteTable table = node.table("small-of-later");
    table.put(
        "s",
        "{\"id\": \"s\", \"number\": 7, \"added\": {\"later\": true}}"
            .getBytes(StandardCharsets.UTF_8));

    assertThat(new IgniteRecords<>(table, Small.class, Small::id).find("s"))
        .contains(new Small("s", 7));
  }
}
