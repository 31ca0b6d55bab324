package io.vedette.cloud.fleet;

import static io.vedette.cloud.Scratch.V1;
import static io.vedette.cloud.Scratch.V2;
import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.registry.manifest.VersionId;
import io.vedette.wire.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MembersTest {

  /** Cameras with the tag "films" belong to "films", the others to "default". */
  private static final CameraAssigner BY_TAG =
      device -> {
        Map<String, List<String>> cameras = new java.util.TreeMap<>();
        for (DeviceCamera camera : device.cameras()) {
          String name = camera.tags().value("films") == null ? "default" : "films";
          cameras.computeIfAbsent(name, n -> new java.util.ArrayList<>()).add(camera.id());
        }
        return new CameraAssigner.Decision(new Assignment(cameras), List.of());
      };

  private final Fleet fleet =
      new Fleet(
          FleetConfig.defaults(),
          BY_TAG,
          new InMemoryDeviceStore(),
          new EventFeed(InstantSource.system()),
          at(0));

  private final Members all = fleet.members("default", 8);
  private final Members films = fleet.members("films", 8);
  private final FakeSession session = new FakeSession("a");

  private void connect(String... cameras) {
    Map<String, Tags> named = new java.util.LinkedHashMap<>();
    for (String camera : cameras) {
      named.put(camera, Tags.NONE);
    }
    fleet.connect(new AgentHello("a", "test", "0.1", named, List.of(), Tags.NONE), session, at(0));
  }

  private static StudentStatus student(
      String deployment, @Nullable VersionId version, int examples) {
    return new StudentStatus(
        deployment, List.of(), version, "int8", "d".repeat(64), examples, "", null, null, null);
  }

  private void beat(StudentStatus... students) {
    fleet.beat(
        session,
        new Heartbeat(
            1,
            List.of(),
            new Heartbeat.EscalationStatus(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            List.of(students)),
        at(1));
  }

  private void tag(String camera) {
    fleet.tag("a", camera, new TagChange(new Tags(Map.of("films", "yes")), Set.of()));
  }

  @Test
  void aDeviceWithCamerasOfTwoIsAMemberOfBothByEachStudent() {
    connect("line", "film");
    tag("film");
    beat(student("default", V1, 3), student("films", V2, 12));

    assertThat(session.told)
        .containsExactly(
            "welcome",
            "assigned {default=[line, film]}",
            "assigned {default=[line], films=[film]}");
    assertThat(all.online()).isEqualTo(films.online()).containsExactly("a");
    assertThat(all.onlineWithout(V1)).isEmpty();
    assertThat(all.countWithout(V2)).isEqualTo(1);
    assertThat(films.onlineWithout(V2)).isEmpty();
    assertThat(all.trainable()).isZero();
    assertThat(films.trainableIds()).containsExactly("a");
    assertThat(films.installed("a")).contains(V2);
    assertThat(all.cameras()).isEqualTo(films.cameras()).isEqualTo(1);
    assertThat(fleet.deploymentOf("a", "film")).contains("films");
    assertThat(fleet.running(V1)).isEqualTo(fleet.running(V2)).isEqualTo(1);
  }

  @Test
  void aDeviceThatLosesItsLastCameraIsNoMemberAnyMore() {
    connect("film");
    beat(student("default", V1, 12));
    assertThat(all.trainable()).isEqualTo(1);

    tag("film");

    assertThat(all.has("a")).isFalse();
    assertThat(all.count()).isZero();
    assertThat(all.trainable()).isZero();
    assertThat(all.onlineCount()).isZero();
    assertThat(films.online()).containsExactly("a");
    assertThat(films.onlineWithout(V1)).as("its student is another one").containsExactly("a");
  }

  @Test
  void membersThatAreMadeLaterAreTheSame() {
    connect("line", "film");
    tag("film");
    beat(student("films", V2, 12));
    Members later = fleet.members("films", 20);
    assertThat(later.online()).containsExactly("a");
    assertThat(later.trainable()).as("with more examples asked for").isZero();
    assertThat(later.cameras()).isEqualTo(1);
  }

  @Test
  void anotherRuleMovesDevicesAndSaysWhich() {
    connect("line");
    assertThat(fleet.assign(BY_TAG).join()).isEmpty();
    assertThat(fleet.assign(CameraAssigner.all("films")).join()).containsExactly("a");
    assertThat(session.told).last().isEqualTo("assigned {films=[line]}");
    assertThat(all.count()).isZero();
    fleet.forget("a", true);
    assertThat(films.count()).isZero();
  }
}
