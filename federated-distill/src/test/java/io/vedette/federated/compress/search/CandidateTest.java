package io.vedette.federated.compress.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.federated.compress.recipe.Entry;
import io.vedette.federated.compress.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CandidateTest {

  @Test
  void withoutLessonsOnlyTheInputIsVaried() {
    assertThat(Candidate.around(320, false, List.of("vedette-pico")).stream().map(Candidate::name))
        .containsExactly("at 320", "at 256", "at 224", "at 160");
    assertThat(Candidate.around(320, true, List.of("vedette-pico"))).hasSize(4 * 6);
  }

  @Test
  void aCandidateIsMadeByARecipeWhoseLessonsFollowEachOther() throws Exception {
    Recipe recipe =
        new Candidate("", 0.5, 256).recipe(320, List.of(2, 4), Map.of("batch", 8), true);

    assertThat(recipe.entries().stream().map(Entry::kind))
        .containsExactly("prune", "input", "distill", "distill", "int8");
    assertThat(recipe.entries().get(3).parameters()).isEqualTo(Map.of("batch", 8, "epochs", 4));
  }

  @Test
  void aNewNetworkIsMadeByItsFirstLessonAndTheOriginalNeedsNone() throws Exception {
    Recipe fresh =
        new Candidate("vedette-pico", 1, 256).recipe(320, List.of(2, 4), Map.of(), false);
    assertThat(fresh.entries().get(0).parameters())
        .containsEntry("architecture", "vedette-pico")
        .containsEntry("pixels", 256);
    assertThat(fresh.entries().get(1).parameters()).isEqualTo(Map.of("epochs", 4));

    Recipe original = new Candidate("", 1, 320).recipe(320, List.of(2, 4), Map.of(), false);
    assertThat(original.entries().stream().map(Entry::kind)).containsExactly("fuse");
  }
}
