package io.vedette.cloud.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.overview.MergedWalk.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedWalkTest {

  @Test
  void aPlaceIsReadAsItWasWritten() {
    Place place = new Place(Map.of("default", 7L, "films", 12L));
    assertThat(place).hasToString("default 7\nfilms 12");
    assertThat(Place.parse(place.toString())).isEqualTo(place);
    assertThatThrownBy(() -> Place.parse("films")).isInstanceOf(NumberFormatException.class);
  }
}
