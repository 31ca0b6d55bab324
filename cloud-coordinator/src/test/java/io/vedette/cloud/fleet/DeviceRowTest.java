package io.vedette.cloud.fleet;

import static io.vedette.cloud.Scratch.V2;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  private static Device device(DeviceTags tags) {
    return new Device(
        "drone-of-the-harbour-0017",
        "linux-aarch64-4cpu",
        "0.1.0",
        List.of("front", "rear"),
        Device.State.ONLINE,
        1_800_000_000_000L,
        V2,
        "d".repeat(64),
        null,
        tags);
  }

  @Test
  void withTagsItIsSmallerThanOneKilobyteAndReadAsItWasWritten() throws Exception {
    byte[] row = JSON.writeValueAsBytes(device(TAGS));
    assertThat(row).hasSizeLessThan(1_000);
    assertThat(JSON.readValue(row, Device.class)).isEqualTo(device(TAGS));
  }

  @Test
  void aRowOfAnEarlierReleaseHasNoTags() throws Exception {
    ObjectNode row = JSON.valueToTree(device(TAGS));
    row.remove("tags");
    assertThat(JSON.treeToValue(row, Device.class)).isEqualTo(device(DeviceTags.NONE));
  }
}
