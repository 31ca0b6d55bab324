package io.vedette.cloud.fleet;

import static io.vedette.cloud.Scratch.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedFilter;
import io.vedette.wire.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetTagsTest {

  private final InMemoryDeviceStore store = new InMemoryDeviceStore();
  private final EventFeed feed = new EventFeed(InstantSource.system());
  private final Fleet fleet =
      new Fleet(FleetConfig.defaults(), CameraAssigner.all("default"), store, feed, at(0));

  private static AgentHello hello(Map<String, String> tags) {
    return new AgentHello("a", "test", "0.1", Map.of("line", Tags.NONE), List.of(), new Tags(tags));
  }

  private static TagChange set(String key, String value) {
    return new TagChange(new Tags(Map.of(key, value)), Set.of());
  }

  private static TagChange remove(String key) {
    return new TagChange(Tags.NONE, Set.of(key));
  }

  private Map<String, String> tags() {
    return fleet.find("a").orElseThrow().tags().effective();
  }

  private List<String> told() {
    fleet.missing(at(1));
    return feed.page(FeedFilter.ALL, 0, 20).stream()
        .filter(entry -> entry.text().contains("tag"))
        .map(entry -> entry.subject().who() + ": " + entry.text())
        .toList();
  }

  @Test
  void anOperatorsTagWinsAndStaysWhenTheDeviceConnectsAgain() {
    fleet.connect(hello(Map.of("site", "bremen", "kind", "drone")), new FakeSession("a"), at(0));
    assertThat(fleet.tag("a", "", set("site", "hamburg")).orElseThrow()).isCompleted();
    assertThat(tags()).isEqualTo(Map.of("site", "hamburg", "kind", "drone"));

    fleet.connect(hello(Map.of("site", "kiel")), new FakeSession("a"), at(1));

    assertThat(tags()).isEqualTo(Map.of("site", "hamburg"));
    assertThat(told())
        .containsExactlyInAnyOrder(
            "person: a was tagged by an operator: site=hamburg",
            "a: a changed its tags: site=kiel, kind removed");
    fleet.tag("a", "", remove("site"));
    assertThat(tags()).isEqualTo(Map.of("site", "kiel"));
  }

  @Test
  void tagsAreStoredBeforeTheyAreAnsweredAndOutliveARestart() {
    fleet.connect(hello(Map.of("kind", "drone")), new FakeSession("a"), at(0));
    fleet.tag("a", "", set("site", "hamburg")).orElseThrow().join();

    assertThat(store.all())
        .extracting(Device::tags)
        .extracting(DeviceTags::operators)
        .containsExactly(new Tags(Map.of("site", "hamburg")));
    Fleet later =
        new Fleet(FleetConfig.defaults(), CameraAssigner.all("default"), store, feed, at(9));
    assertThat(later.find("a").orElseThrow().tags().value("site")).isEqualTo("hamburg");
  }

  @Test
  void whatCannotBeChangedIsToldAndNothingChanges() {
    fleet.connect(hello(Map.of("kind", "drone")), new FakeSession("a"), at(0));
    fleet.tag("a", "", set("site", "hamburg"));

    assertThatThrownBy(() -> fleet.tag("a", "", remove("size")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no tag size is set");
    assertThatThrownBy(
            () -> fleet.tag("a", "", new TagChange(new Tags(Map.of("x", "1")), Set.of("kind"))))
        .hasMessageContaining("kind is from the device's own configuration");
    for (int i = 1; i < 32; i++) {
      fleet.tag("a", "", set("k" + i, "v"));
    }
    assertThatThrownBy(() -> fleet.tag("a", "", set("one-more", "v")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("33 tags, at most 32 are possible");
    assertThat(tags()).hasSize(33).doesNotContainKeys("x", "one-more");
    assertThat(fleet.tag("b", "", set("site", "hamburg"))).isEmpty();
    assertThatThrownBy(() -> new TagChange(Tags.NONE, Set.of()))
        .hasMessage("no tag is set or removed");
    assertThatThrownBy(() -> new TagChange(new Tags(Map.of("a", "1")), Set.of("a")))
        .hasMessage("tag a is set and removed");
  }

  @Test
  void aForgottenDevicesTagsAreForgotten() {
    fleet.connect(hello(Map.of()), new FakeSession("a"), at(0));
    fleet.tag("a", "", set("site", "hamburg"));
    fleet.forget("a", true);

    fleet.connect(hello(Map.of()), new FakeSession("a"), at(1));
    assertThat(tags()).isEmpty();
  }

  @Test
  void aDeviceIsToldWhenItsDeploymentNamesOtherTermsOfEscalation() {
    FakeSession session = new FakeSession("a");
    fleet.connect(hello(Map.of()), session, at(0));
    session.told.clear();
    EscalationTerms terms =
        new EscalationTerms("even", null, null, null, 0.1, null, null, null, null);
    CameraAssigner before = CameraAssigner.all("boards");

    fleet.assign(before).join();
    session.told.clear();
    fleet.assign(naming(before, Map.of("films", terms))).join();
    assertThat(session.told).isEmpty();
    fleet.assign(naming(before, Map.of("boards", terms))).join();
    assertThat(session.told).hasSize(1).first().asString().contains("policy=even");
    fleet.assign(naming(before, Map.of("boards", terms))).join();
    assertThat(session.told).hasSize(1);
    fleet.assign(before).join();
    assertThat(session.told).hasSize(2).last().asString().doesNotContain("policy=even");
  }

  private static CameraAssigner naming(
      CameraAssigner rule, Map<String, EscalationTerms> escalation) {
    return new CameraAssigner() {
      @Override
      public Decision assign(Device device) {
        return rule.assign(device);
      }

      @Override
      public Map<String, EscalationTerms> escalation() {
        return escalation;
      }
    };
  }
}
