package io.vedette.edge.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewTest {

  private static final Polygon LEFT = polygon("[[0,0],[0.5,0],[0.5,1],[0,1]]");

  private static Polygon polygon(String json) {
    try {
      return new ObjectMapper().readValue(json, Polygon.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** 40 by 80 pixels, standing at a place of a 1000 by 500 picture. */
  private static Detection standing(float x, float y, String label, float score) {
    return new Detection(new Box(x - 20, y - 80, x + 20, y), 0, label, score);
  }

  private static View.Sorted sort(View view, Detection... detections) {
    return view.sort(List.of(detections), 0.5f, 1000, 500);
  }

  @Test
  void anObjectStandsWhereItsFeetAre() {
    assertThat(LEFT.holds(0.49, 0.5)).isTrue();
    assertThat(LEFT.holds(0.51, 0.5)).isFalse();
    Polygon lower = polygon("[[0,0.5],[1,0.5],[1,1],[0,1]]");
    assertThat(View.OPEN.holds(lower, new Box(100, 100, 200, 300), 1000, 500)).isTrue();
    assertThat(View.OPEN.holds(lower, new Box(100, 100, 200, 240), 1000, 500)).isFalse();
    // cut by the picture's lower edge, as people close to a camera are
    assertThat(View.OPEN.holds(lower, new Box(100, 100, 200, 510), 1000, 500)).isTrue();
  }

  @Test
  void aDentIsOutside() {
    Polygon u = polygon("[[0,0],[0.3,0],[0.3,0.7],[0.7,0.7],[0.7,0],[1,0],[1,1],[0,1]]");
    assertThat(u.holds(0.5, 0.5)).isFalse();
    assertThat(u.holds(0.5, 0.8)).isTrue();
    assertThat(u.holds(0.9, 0.1)).isTrue();
  }

  @Test
  void whatStandsInAMaskIsNeitherShownNorAlmost() {
    View view = new View(Map.of(), List.of(LEFT), Map.of());
    View.Sorted sorted =
        sort(
            view,
            standing(400, 300, "person", 0.9f),
            standing(400, 300, "person", 0.2f),
            standing(600, 300, "person", 0.9f));
    assertThat(sorted.shown()).containsExactly(standing(600, 300, "person", 0.9f));
    assertThat(sorted.peaks()).isEmpty();
    assertThat(view.isMasked(0.2, 0.2)).isTrue();
  }

  @Test
  void labelsHaveThresholdsAndSizesOfTheirOwn() {
    View view =
        new View(
            Map.of(),
            List.of(),
            Map.of("person", new LabelRule(0.8, 0), "dog", new LabelRule(0, 0.01)));
    Detection unsure = standing(600, 300, "person", 0.7f);
    Detection small = standing(600, 300, "dog", 0.9f);
    Detection cat = standing(600, 300, "cat", 0.7f);
    View.Sorted sorted = sort(view, unsure, small, cat);
    assertThat(sorted.shown()).containsExactly(cat);
    assertThat(sorted.peaks()).containsExactly(unsure);
  }

  @Test
  void zonesAreNamed() {
    View view =
        new View(
            Map.of("left", LEFT, "all", polygon("[[0,0],[1,0],[1,1],[0,1]]")), List.of(), Map.of());
    assertThat(view.zonesOf(new Box(100, 100, 200, 300), 1000, 500)).containsExactly("all", "left");
    assertThat(view.zonesOf(new Box(600, 100, 700, 300), 1000, 500)).containsExactly("all");
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    assertThatThrownBy(() -> polygon("[[0,0],[1,1]]")).hasMessageContaining("three corners");
    assertThatThrownBy(() -> polygon("[[0,0],[1,0],[1,640]]"))
        .hasMessageContaining("[1.0, 640.0]")
        .hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new LabelRule(60, 0)).hasMessageContaining("0 to 1");
    View view = new View(Map.of(), List.of(), Map.of("persn", new LabelRule(0.5, 0)));
    assertThatThrownBy(() -> view.check("gate", List.of("person", "dog")))
        .hasMessageContaining("camera gate")
        .hasMessageContaining("'persn'")
        .hasMessageContaining("[person, dog]");
  }
}
