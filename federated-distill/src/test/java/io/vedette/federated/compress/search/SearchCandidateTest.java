package io.vedette.federated.compress.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.DetectorSpec;
import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeEntry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SearchCandidateTest {

  private static final InputVariant WHOLE = new InputVariant(TileSpec.WHOLE, 0);
  private static final TileSpec FOUR = TileSpec.valueOf("2x2");
  private static final DetectorSpec ORIGINAL =
      new DetectorSpec(
          List.of("x"),
          InputSpec.standard("images", 320, 320),
          new HeadSpec("yolo11", Map.of()),
          0.25f,
          0.6f);

  private static SearchCandidate candidate(String architecture, double operations, int pixels) {
    return new SearchCandidate(architecture, operations, pixels, WHOLE);
  }

  private static List<String> kinds(Recipe recipe) {
    return recipe.entries().stream().map(RecipeEntry::kind).toList();
  }

  @Test
  void withoutLessonsOnlyTheInputIsVaried() {
    List<String> pico = List.of("vedette-pico");
    assertThat(
            SearchCandidate.around(320, false, pico, List.of(WHOLE)).stream()
                .map(SearchCandidate::name))
        .containsExactly("at 320", "at 256", "at 224", "at 160");
    assertThat(SearchCandidate.around(320, true, pico, List.of(WHOLE))).hasSize(4 * 6);
  }

  @Test
  void eachTilingIsTriedWithAllTheRest() {
    List<InputVariant> both = InputVariant.all(List.of(TileSpec.WHOLE, FOUR), List.of());
    assertThat(
            SearchCandidate.around(64, false, List.of(), both).stream().map(SearchCandidate::name))
        .containsExactly("at 64", "at 32", "at 64 in 2x2", "at 32 in 2x2");
  }

  @Test
  void fewerLevelsAreTriedToo() throws Exception {
    List<InputVariant> inputs = InputVariant.all(List.of(TileSpec.WHOLE), List.of(2, 1));
    assertThat(SearchCandidate.around(32, true, List.of("vedette-pico"), inputs))
        .extracting(SearchCandidate::name)
        .contains("at 32", "at 32 on 2 levels", "70 at 32 on 1 level", "vedette-pico at 32")
        .hasSize(3 * 5 + 1);
    SearchCandidate few = new SearchCandidate("", 1, 320, new InputVariant(FOUR, 2));
    assertThat(kinds(few.recipe(ORIGINAL, List.of(2), Map.of(), true)))
        .containsExactly("levels", "distill", "int8", "tiles");
  }

  @Test
  void tilesComeLastAndOnlyWhereTheOriginalHasOthers() throws Exception {
    SearchCandidate tiled = new SearchCandidate("", 0.5, 320, new InputVariant(FOUR, 0));
    Recipe recipe = tiled.recipe(ORIGINAL, List.of(2), Map.of(), true);
    assertThat(kinds(recipe)).containsExactly("prune", "distill", "int8", "tiles");
    assertThat(recipe.entries().get(3).parameters())
        .isEqualTo(Map.of("grid", "2x2", "overlap", 0.2));
    assertThat(kinds(tiled.recipe(ORIGINAL.withTiles(FOUR), List.of(2), Map.of(), false)))
        .containsExactly("prune", "distill");
    assertThat(
            kinds(
                candidate("", 1, 320).recipe(ORIGINAL.withTiles(FOUR), List.of(), Map.of(), false)))
        .as("whole again")
        .containsExactly("tiles");
    assertThat(
            kinds(
                new SearchCandidate("", 1, 320, new InputVariant(FOUR, 0))
                    .recipe(ORIGINAL, List.of(2), Map.of(), false)))
        .as("the same graph has nothing to learn")
        .containsExactly("tiles");
  }

  @Test
  void aCandidateIsMadeByARecipeWhoseLessonsFollowEachOther() throws Exception {
    Recipe recipe =
        candidate("", 0.5, 256).recipe(ORIGINAL, List.of(2, 4), Map.of("batch", 8), true);

    assertThat(recipe.entries().stream().map(RecipeEntry::kind))
        .containsExactly("prune", "input", "distill", "distill", "int8");
    assertThat(recipe.entries().get(3).parameters()).isEqualTo(Map.of("batch", 8, "epochs", 4));
  }

  @Test
  void aNewNetworkIsMadeByItsFirstLessonAndTheOriginalNeedsNone() throws Exception {
    Recipe fresh =
        candidate("vedette-pico", 1, 256).recipe(ORIGINAL, List.of(2, 4), Map.of(), false);
    assertThat(fresh.entries().get(0).parameters())
        .containsEntry("architecture", "vedette-pico")
        .containsEntry("pixels", 256);
    assertThat(fresh.entries().get(1).parameters()).isEqualTo(Map.of("epochs", 4));

    Recipe original = candidate("", 1, 320).recipe(ORIGINAL, List.of(2, 4), Map.of(), false);
    assertThat(original.entries().stream().map(RecipeEntry::kind)).containsExactly("fuse");
  }
}
