package io.vedette.federated.compress.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RecipeTest {

  private static Recipe recipe(Object... steps) throws DetectorException {
    return Recipe.of("r.yaml", "r", List.of(steps));
  }

  @Test
  void entriesGoOnFromTheOneBeforeUnlessTheySayOtherwise() throws Exception {
    Recipe recipe =
        recipe(
            Map.of("int8", Map.of("as", "quantised")),
            Map.of("prune", Map.of("from", "original", "operations", 0.5)),
            Map.of("distill", Map.of("epochs", 2)),
            "int8",
            Map.of("distill", Map.of("epochs", 3, "from", "distill")));

    assertThat(recipe.entries().stream().map(RecipeEntry::name))
        .containsExactly("quantised", "prune", "distill", "int8", "distill-2");
    assertThat(recipe.leadingTo("int8").stream().map(RecipeEntry::name))
        .containsExactly("prune", "distill", "int8");
    assertThat(recipe.leadingTo("distill-2").stream().map(RecipeEntry::name))
        .containsExactly("prune", "distill", "distill-2");
    assertThat(recipe.leadingTo(Recipe.ORIGINAL)).isEmpty();
    assertThat(recipe.entries().get(1).parameters()).isEqualTo(Map.of("operations", 0.5));
  }

  static List<Arguments> mistakes() {
    return List.of(
        Arguments.of("shrink", "step 1: unknown step 'shrink'; known are fuse, input"),
        Arguments.of(
            Map.of("prune", Map.of("operation", 0.5)),
            "step 1 (prune): unknown key 'operation'; known are [operations, importance"),
        Arguments.of("prune", "operations is missing; give a number from 0.01 to 0.99"),
        Arguments.of(Map.of("prune", Map.of("operations", 5)), "operations 5 is no number from"),
        Arguments.of(
            Map.of("prune", Map.of("operations", 0.5, "latency", 0.5)),
            "latency is given beside operations; give one of them"),
        Arguments.of(Map.of("prune", Map.of("latency", 0)), "latency 0 is no number from"),
        Arguments.of(
            Map.of("prune", Map.of("operations", 0.5, "rounded", true)),
            "rounded is about time; give latency"),
        Arguments.of(
            Map.of("prune", Map.of("operations", 0.5, "importance", "luck")),
            "importance 'luck' is not known; use one of [l1, bn"),
        Arguments.of(Map.of("distill", Map.of("epochs", 1.5)), "epochs 1.5 is no whole number"),
        Arguments.of(
            Map.of("distill", Map.of("epochs", 1, "losses", List.of("boxes"))),
            "losses is [boxes]; one value is wanted"),
        Arguments.of(
            Map.of("distill", Map.of("epochs", 1, "pixels", 64)),
            "pixels is of a new architecture"),
        Arguments.of(Map.of("int8", Map.of("calibrator", "best")), "calibrator"),
        Arguments.of(
            Map.of("tiles", Map.of("grid", "many")),
            "grid is wrong: tiles 'many': give columns and rows as 3x2"),
        Arguments.of(Map.of("tiles", Map.of("grid", "2x2", "overlap", 1)), "overlap 1 is no"),
        Arguments.of(
            Map.of("int8", Map.of("thin-float", 3)), "thin-float 3 is neither true nor false"),
        Arguments.of(
            Map.of("fp16", Map.of("calibrator", "mse")),
            "step 1 (fp16): unknown key 'calibrator'; known are [as, from]"),
        Arguments.of(
            Map.of("fuse", Map.of("from", "elsewhere")),
            "from 'elsewhere' is no model made before; there are [original]"),
        Arguments.of(Map.of("fuse", Map.of("as", "original")), "is a model's name already"),
        Arguments.of(Map.of("fuse", Map.of("as", "../out")), "'../out' is no name"),
        Arguments.of(Map.of("fuse", 3), "is no step; write one as 'name: {key: value}'"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedWithItsPlaceAndWhatIsKnown(Object step, String said) {
    assertThatThrownBy(() -> recipe(step))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("r.yaml, step 1")
        .hasMessageContaining(said);
  }

  @Test
  void anEmptyRecipeIsNone() {
    assertThatThrownBy(RecipeTest::recipe).hasMessageContaining("1 to 100 steps, not 0");
  }
}
