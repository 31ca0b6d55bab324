package io.vedette.cloud.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.CameraAssigner.Decision;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceCamera;
import io.vedette.cloud.fleet.DeviceTags;
import io.vedette.cloud.fleet.Selector;
import io.vedette.wire.Tags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CameraSelectionTest {

  private static final CameraSelection RULE =
      new CameraSelection(
          List.of(term("boards", "line=boards", false), term("films", "line=films", true)),
          Map.of());

  private static CameraSelection.Term term(String name, String selector, boolean ownTags) {
    return new CameraSelection.Term(name, Selector.parse(selector), ownTags);
  }

  private static DeviceTags tags(String own, String operators) {
    return new DeviceTags(line(own), line(operators));
  }

  private static Tags line(String value) {
    return value.isEmpty() ? Tags.NONE : new Tags(Map.of("line", value));
  }

  private static Device device(DeviceTags tags, Assignment before, DeviceCamera... cameras) {
    return new Device(
        "a",
        "test",
        "0.1",
        List.of(cameras),
        Device.State.ONLINE,
        0,
        List.of(),
        null,
        tags,
        before);
  }

  private static Map<String, List<String>> cameras(DeviceTags device, DeviceTags camera) {
    return RULE.assign(device(device, Assignment.NONE, new DeviceCamera("c", camera)))
        .assignment()
        .cameras();
  }

  @Test
  void aCameraThatNobodySelectsBelongsToDefault() {
    assertThat(cameras(DeviceTags.NONE, DeviceTags.NONE))
        .isEqualTo(Map.of("default", List.of("c")));
    assertThat(RULE.assign(device(DeviceTags.NONE, Assignment.NONE)).assignment())
        .isEqualTo(Assignment.NONE);
  }

  @Test
  void tagsOfTheDevicesFileSelectOnlyWhereTheDeploymentAllowsThem() {
    assertThat(cameras(tags("boards", ""), DeviceTags.NONE)).containsOnlyKeys("default");
    assertThat(cameras(tags("films", ""), DeviceTags.NONE)).containsOnlyKeys("films");
    assertThat(cameras(DeviceTags.NONE, tags("films", ""))).containsOnlyKeys("films");
  }

  @Test
  void operatorsWinOverTheFileAndCamerasOverTheirDevice() {
    assertThat(cameras(tags("films", "boards"), DeviceTags.NONE)).containsOnlyKeys("boards");
    assertThat(cameras(tags("", "boards"), tags("films", ""))).containsOnlyKeys("boards");
    assertThat(cameras(tags("", "boards"), tags("", "films"))).containsOnlyKeys("films");
    assertThat(cameras(tags("films", ""), tags("other", ""))).containsOnlyKeys("default");
    assertThat(cameras(tags("films", ""), tags("", "boards"))).containsOnlyKeys("boards");
  }

  @Test
  void aDeviceMayHaveCamerasOfSeveralDeployments() {
    Device device =
        device(
            DeviceTags.NONE,
            Assignment.NONE,
            new DeviceCamera("one", tags("", "boards")),
            new DeviceCamera("two", tags("", "films")),
            new DeviceCamera("three", tags("", "boards")),
            new DeviceCamera("four", DeviceTags.NONE));
    assertThat(RULE.assign(device).assignment().cameras())
        .isEqualTo(
            Map.of(
                "boards",
                List.of("one", "three"),
                "default",
                List.of("four"),
                "films",
                List.of("two")));
  }

  @Test
  void aCameraThatSeveralSelectStaysWhereItIsAndIsNamed() {
    CameraSelection both =
        new CameraSelection(
            List.of(term("boards", "line", false), term("films", "line=x", false)), Map.of());
    DeviceCamera camera = new DeviceCamera("c", tags("", "x"));

    Decision fresh = both.assign(device(DeviceTags.NONE, Assignment.NONE, camera));
    assertThat(fresh.assignment()).isEqualTo(Assignment.NONE);
    assertThat(fresh.overlaps()).containsExactly("camera c of a is selected by boards and films");
    Assignment before = new Assignment(Map.of("films", List.of("c")));
    assertThat(both.assign(device(DeviceTags.NONE, before, camera)).assignment()).isEqualTo(before);
  }
}
