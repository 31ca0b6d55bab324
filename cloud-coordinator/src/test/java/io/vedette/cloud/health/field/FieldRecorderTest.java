package io.vedette.cloud.health.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceTags;
import io.vedette.cloud.fleet.Heartbeat;
import io.vedette.cloud.fleet.ReportedField;
import io.vedette.cloud.fleet.StudentStatus;
import io.vedette.cloud.health.FieldBlock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldRecorderTest {

  private final FieldRecorder recorder = new FieldRecorder();

  /** A device tells that its student has answered so many frames since its model took its place. */
  private void beat(int number, long frames) {
    String id = String.format(Locale.ROOT, "agent-%05d", number);
    ReportedField field = new ReportedField(frames, 0, frames, frames, List.of(), Map.of(), 0, 0);
    StudentStatus student =
        new StudentStatus(
            "default",
            List.of("line"),
            Scratch.V2,
            "fp32",
            "d".repeat(64),
            0,
            "",
            null,
            null,
            field);
    Heartbeat heartbeat =
        new Heartbeat(
            frames,
            List.of(),
            new Heartbeat.EscalationStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            List.of(student));
    Device device =
        new Device(
            id,
            "linux",
            "0.1",
            List.of(),
            Device.State.ONLINE,
            frames,
            List.of(),
            heartbeat,
            DeviceTags.NONE,
            new Assignment(Map.of()));
    recorder.beat(device, device);
  }

  private Map<String, List<FieldBlock>> recorded() {
    return recorder.evidence("default", Scratch.V2, id -> true, List.of(), true, 0).now();
  }

  @Test
  void aLostHeartbeatLosesNothing() {
    beat(1, 10);
    beat(1, 20);
    // the one with 30 was lost
    beat(1, 45);
    assertThat(recorded().get("agent-00001").stream().mapToLong(FieldBlock::frames).sum())
        .isEqualTo(35);
  }

  @Test
  void ofALargeFleetTheFirstByNameAreRecordedWhoeverCameFirst() {
    for (int number = FieldRecorder.MAX_DEVICES + 500; number > 0; number--) {
      beat(number, 10);
    }
    assertThat(recorded())
        .hasSize(FieldRecorder.MAX_DEVICES)
        .containsKeys("agent-00001", "agent-01000")
        .doesNotContainKey("agent-01001");
  }
}
