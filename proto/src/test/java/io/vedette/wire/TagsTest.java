package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.proto.v1.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagsTest {

  @Test
  void tagsAreInOrderOfTheirKeysWhateverTheOrderOfTheFile() {
    Tags tags = new Tags(Map.of("site", "Hamburg-2", "kind", "drone", "a.b_c-d", "1.0"));
    assertThat(Tags.words(tags.byKey())).isEqualTo("a.b_c-d=1.0, kind=drone, site=Hamburg-2");
    assertThat(tags.value("kind")).isEqualTo("drone");
    assertThat(tags.value("size")).isNull();
  }

  @Test
  void aWrongOneIsToldInOneLine() {
    assertThatThrownBy(() -> new Tags(Map.of("Site", "hamburg")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'Site': the key of a tag is 1 to 63 characters of a-z 0-9 . _ -");
    assertThatThrownBy(() -> new Tags(Map.of("", "hamburg")))
        .hasMessageStartingWith("'': the key of a tag");
    assertThatThrownBy(() -> new Tags(Map.of("site", "ham burg")))
        .hasMessage(
            "site='ham burg': the value of a tag is 1 to 63 characters of a-z A-Z 0-9 . _ -");
    assertThatThrownBy(() -> new Tags(Map.of("site", ""))).hasMessage("site has no value");
    Map<String, String> alone = new HashMap<>();
    alone.put("site", null);
    assertThatThrownBy(() -> new Tags(alone)).hasMessage("site has no value");
    assertThatThrownBy(() -> new Tags(Map.of("k", "v".repeat(64)))).hasMessageContaining("63");
    assertThatThrownBy(() -> new Tags(Map.of("k".repeat(100_000), "v")))
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void thereAreThirtyTwoAtMost() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 32; i++) {
      many.put("k" + i, "v".repeat(63));
    }
    assertThat(new Tags(many).byKey()).hasSize(32);
    many.put("one-more", "v");
    assertThatThrownBy(() -> new Tags(many)).hasMessage("33 tags, at most 32 are possible");
  }

  @Test
  void theyPassTheWire() {
    Tags tags = new Tags(Map.of("site", "hamburg", "kind", "drone"));
    List<Tag> sent = TagMapper.toProto(tags.byKey());
    assertThat(sent).extracting(Tag::getKey).containsExactly("kind", "site");
    assertThat(TagMapper.fromProto(sent)).isEqualTo(tags);
    assertThatThrownBy(() -> TagMapper.fromProto(List.of(sent.get(0), sent.get(0))))
        .hasMessage("a tag is there twice");
    assertThatThrownBy(() -> TagMapper.fromProto(List.of(Tag.getDefaultInstance())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
