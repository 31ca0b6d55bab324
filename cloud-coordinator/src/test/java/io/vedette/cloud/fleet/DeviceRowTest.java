package io.vedette.cloud.fleet;

import static io.vedette.cloud.Scratch.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.wire.Tags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A device in the store. */
class DeviceRowTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final DeviceTags TAGS =
      new DeviceTags(
          new Tags(Map.of("site", "hamburg", "kind", "drone", "customer", "harbour-logistics")),
          new Tags(Map.of("site", "hamburg-2", "line", "4")));

  private static Device device() {
    return new Device(
        "drone-of-the-harbour-0017",
        "linux-aarch64-4cpu",
        "0.1.0",
        List.of(
            new DeviceCamera("front", DeviceTags.NONE), new DeviceCamera("rear", DeviceTags.NONE)),
        Device.State.ONLINE,
        1_800_000_000_000L,
        List.of(
            new StudentStatus(
                "boards",
                List.of("front", "rear"),
                V2,
                "int8",
                "d".repeat(64),
                12,
                "",
                null,
                null,
                null)),
        null,
        TAGS,
        new Assignment(Map.of("boards", List.of("front", "rear"))));
  }

  @Test
  void withTagsItIsSmallerThanOneKilobyteAndReadAsItWasWritten() throws Exception {
    byte[] row = JSON.writeValueAsBytes(device());
    assertThat(row).hasSizeLessThan(1_000);
    assertThat(JSON.readValue(row, Device.class)).isEqualTo(device());
  }
}
