package io.vedette.cloud.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.proto.v1.EventReport;
import io.vedette.proto.v1.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentMapperTest {

  @Test
  void anEventIsTheSameOnTheWireAndHere() {
    DeviceEvent event =
        new DeviceEvent("e-1", "gate", "person", 0.5f, "confirmed", 10, 20, List.of("door"));
    assertThat(AgentMapper.read(AgentMapper.write(event))).isEqualTo(event);
  }

  @Test
  void aDamagedSnapshotStaysMarked() {
    for (boolean damaged : new boolean[] {true, false}) {
      Snapshot snapshot = Snapshot.newBuilder().setCameraId("gate").setDamaged(damaged).build();
      assertThat(AgentMapper.write(AgentMapper.read(snapshot))).isEqualTo(snapshot);
    }
  }

  @Test
  void whatAnAgentWritesIsOneLine() {
    EventReport report = EventReport.newBuilder().setLabel("a\nb").build();
    assertThat(AgentMapper.read(report).label()).isEqualTo("a b");
  }
}
