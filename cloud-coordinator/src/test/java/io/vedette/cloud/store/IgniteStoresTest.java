package io.vedette.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.commit.DurableEscalationStore;
import io.vedette.cloud.commit.GroupingCommitLane;
import io.vedette.cloud.commit.LaneConfig;
import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.distillation.DistillationStore;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.rollout.RolloutStore;
import io.vedette.cloud.round.RoundStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
  DeviceStore devices() {
    return new IgniteDeviceStore(node);
  }

  @Override
  RoundStore rounds() {
    return new IgniteRoundStore(node);
  }

  @Override
  DistillationStore distillations() {
    return new IgniteDistillationStore(node);
  }

  @Override
  RolloutStore rollouts() {
    return new IgniteRolloutStore(node);
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

  @Test
  void aComponentThatALaterVersionAddedDoesNotHinderAnEarlierOne() {
    byte[] later =
        """
        {"version": {"name": "student", "number": 2}, "id": "o-9", "phase": "DONE",
         "members": [], "why": "", "added": {"later": true}}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    IgniteTable table = node.table("rollouts-of-later");
    table.put("o-9", later);

    var records =
        new IgniteRecords<>(
            table, io.vedette.cloud.rollout.Rollout.class, io.vedette.cloud.rollout.Rollout::id);

    assertThat(records.find("o-9"))
        .hasValueSatisfying(r -> assertThat(r.version()).isEqualTo(Scratch.V2));
  }

  /** As the release before attempts, paces and late updates stored them. */
  @Test
  void whatAnEarlierReleaseStoredIsRead() {
    node.table("distillations")
        .put(
            "d-old",
            """
            {"id":"d-old","roundId":"r-old","phase":"RUNNING",
             "student":{"sha256":"%1$s","size":10,"role":"training"},
             "baseline":{"name":"student","number":1},
             "baselineTraining":{"sha256":"%1$s","size":10,"role":"training"},
             "updateIds":["u-1"],"sets":null,
             "lease":{"workerId":"w","deadlineMs":5,"goneSinceMs":0},
             "progress":{"stage":"training","epoch":2,"epochs":8,"loss":0.5},
             "attempts":1,"startedMs":1,"endedMs":0,"outcome":null,"version":null,"gates":[],
             "why":""}
            """
                .formatted("1".repeat(64))
                .getBytes(StandardCharsets.UTF_8));
    node.table("rounds")
        .put(
            "r-old",
            """
            {"id":"r-old","phase":"OPEN","startedMs":1,"deadlineMs":1000,"endedMs":0,
             "base":{"name":"student","number":1},
             "training":{"sha256":"%1$s","size":10,"role":"training"},
             "minUpdates":2,"seed":1,
             "participants":[{"agentId":"a","state":"TRAINING","update":null,"message":""}],
             "why":"","aggregate":null}
            """
                .formatted("1".repeat(64))
                .getBytes(StandardCharsets.UTF_8));
    try {
      assertThat(distillations().all())
          .filteredOn(d -> d.id().equals("d-old"))
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.attempts()).isEqualTo(1);
                assertThat(d.checkpoint()).isNull();
                assertThat(d.lease()).isNotNull();
              });
      assertThat(rounds().all())
          .filteredOn(r -> r.id().equals("r-old"))
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.late()).isEmpty();
                assertThat(r.participants().get(0).pace().tookMs()).isZero();
              });
    } finally {
      node.table("distillations").remove("d-old");
      node.table("rounds").remove("r-old");
    }
  }
}
