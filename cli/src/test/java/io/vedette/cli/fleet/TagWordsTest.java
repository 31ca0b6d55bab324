package io.vedette.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.TagDeviceRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagWordsTest {

  @Test
  void tagsAreSetAndRemoved() {
    assertThat(TagWords.request("a", null, List.of("site=hamburg", "kind-", "a-b=c-")))
        .isEqualTo(
            TagDeviceRequest.newBuilder()
                .setAgentId("a")
                .addSet(tag("a-b", "c-"))
                .addSet(tag("site", "hamburg"))
                .addRemove("kind")
                .build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          site               | 'site' is no change of a tag; write site=VALUE to set it or site- to remove it
          site=              | site has no value
          Site=hamburg       | 'Site': the key of a tag is 1 to 63 characters
          site=a b           | site='a b': the value of a tag is 1 to 63 characters
          Site-              | 'Site': the key of a tag is 1 to 63 characters
          site=a;site=b      | tag site is set twice
          """)
  void aWrongOneIsToldInOneLine(String words, String told) {
    assertThatThrownBy(() -> TagWords.request("a", null, List.of(words.split(";"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(told);
  }

  @Test
  void whoseATagIsIsShown() {
    Device device =
        Device.newBuilder()
            .setSummary(
                DeviceSummary.newBuilder()
                    .addTags(tag("kind", "drone"))
                    .addTags(tag("line", "4"))
                    .addTags(tag("site", "hamburg")))
            .addOwnTags(tag("kind", "drone"))
            .addOwnTags(tag("site", "bremen"))
            .addOperatorTags(tag("line", "4"))
            .addOperatorTags(tag("site", "hamburg"))
            .build();
    assertThat(TagWords.lines(device))
        .containsExactly(
            "kind=drone (its own)",
            "line=4 (by an operator)",
            "site=hamburg (by an operator; its own is bremen)");
    assertThat(TagWords.of(device.getSummary())).isEqualTo("kind=drone, line=4, site=hamburg");
    assertThat(TagWords.of(DeviceSummary.getDefaultInstance())).isEqualTo("no tags");
  }

  private static Tag tag(String key, String value) {
    return Tag.newBuilder().setKey(key).setValue(value).build();
  }
}
