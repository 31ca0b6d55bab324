package io.vedette.cloud.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceCamera;
import io.vedette.cloud.fleet.DeviceTags;
import io.vedette.cloud.fleet.Selector;
import io.vedette.wire.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CameraChangeTest {

  private static final CameraSelection RULE =
      new CameraSelection(
          List.of(
              new CameraSelection.Term("films", Selector.parse("line=films"), false),
              new CameraSelection.Term("north", Selector.parse("site=north"), false)),
          Map.of());

  private static Device device(String id, Map<String, String> tags, String before, int cameras) {
    List<String> ids = Stream.iterate(1, i -> i + 1).limit(cameras).map(i -> "c" + i).toList();
    return new Device(
        id,
        "test",
        "0.1",
        ids.stream().map(camera -> new DeviceCamera(camera, DeviceTags.NONE)).toList(),
        Device.State.ONLINE,
        0,
        List.of(),
        null,
        new DeviceTags(Tags.NONE, new Tags(tags)),
        new Assignment(Map.of(before, ids)));
  }

  @Test
  void itCountsDevicesAndCamerasThatComeAndGo() {
    CameraChange change =
        CameraChange.of(
            List.of(
                device("comes", Map.of("line", "films"), "default", 3),
                device("stays", Map.of("line", "films"), "films", 1),
                device("goes", Map.of(), "films", 2),
                device("other", Map.of(), "default", 5)),
            RULE,
            "films");

    assertThat(change).isEqualTo(new CameraChange(2, 3, 2, List.of()));
    assertThat(change.words())
        .isEqualTo("it has cameras of 2 known devices: 3 more and 2 fewer than now");
    assertThatCode(change::requireNoOverlap).doesNotThrowAnyException();
  }

  @Test
  void overlapsAreNamedAndThoseBeyondThreeCounted() {
    CameraChange change =
        CameraChange.of(
            List.of(device("a", Map.of("line", "films", "site", "north"), "films", 5)),
            RULE,
            "north");

    assertThat(change.gained()).isZero();
    assertThatThrownBy(change::requireNoOverlap)
        .hasMessage(
            "selector: camera c1 of a is selected by films and north; camera c2 of a is selected"
                + " by films and north; camera c3 of a is selected by films and north; and 2 more."
                + " A camera belongs to one deployment at most");
  }
}
