package io.vedette.cloud.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.wire.Tags;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

  /** Its own site is overridden by an operator. */
  private static final DeviceTags TAGS =
      new DeviceTags(
          new Tags(Map.of("site", "bremen", "kind", "drone")), new Tags(Map.of("site", "hamburg")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          site=hamburg             | true
          site=bremen              | false
          site                     | true
          kind=drone               | true
          kind=drone,site=hamburg  | true
          kind=drone, site=hamburg | true
          kind=drone,site=bremen   | false
          kind=drone,size          | false
          size                     | false
          ""                       | true
          """)
  void allTermsMustMatchTheTagsThatHold(String text, boolean matches) {
    assertThat(Selector.parse(text).matches(TAGS)).isEqualTo(matches);
  }

  @Test
  void itIsWrittenAsItIsRead() {
    Selector selector = Selector.parse("site=hamburg, kind");
    assertThat(selector).hasToString("kind,site=hamburg");
    assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
    assertThat(Selector.ALL).hasToString("").isEqualTo(Selector.parse(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          site=             | site has no value
          =hamburg          | empty term
          site=hamburg,     | empty term
          Site=hamburg      | 'Site': the key of a tag
          site=a,site=b     | has site twice
          site,site=b       | has site twice
          site=a=b          | site='a=b': the value of a tag
          site!=hamburg     | 'site!': the key of a tag
          """)
  void aWrongOneIsToldInOneLine(String text, String told) {
    assertThatThrownBy(() -> Selector.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }
}
