package io.vedette.cli.compress;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeEntry;
import io.vedette.federated.compress.recipe.Requirement;
import io.vedette.federated.compress.search.DeviceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recipe that was read and has all that its steps need.
 *
 * @param profile of the device that the models are for; null where none is given
 */
record RecipePlan(Recipe recipe, @Nullable DeviceProfile profile) {

  /**
   * Reads a recipe and the profile beside it. No picture is read for it.
   *
   * @param lessons whether there are labelled pictures to learn from
   * @throws DetectorException when the recipe is wrong, or a step of it lacks what it needs
   */
  static RecipePlan read(Path file, boolean lessons, @Nullable Path profile)
      throws DetectorException, IOException {
    Recipe recipe = RecipeFile.read(file);
    for (RecipeEntry entry : recipe.entries()) {
      Set<Requirement> needs = entry.step().needs();
      if (needs.contains(Requirement.LESSONS) && !lessons) {
        throw new DetectorException(file + ", " + entry.name() + ": " + LessonData.MISSING);
      }
      if (needs.contains(Requirement.SPEED) && profile == null) {
        throw new DetectorException(
            file + ", " + entry.name() + ": " + LocalRecipeContext.NO_PROFILE);
      }
    }
    return new RecipePlan(recipe, profile == null ? null : DeviceProfile.read(profile));
  }

  /** Whether a step asks for what tensors hold on pictures. */
  boolean watches() {
    return recipe.entries().stream()
        .anyMatch(entry -> entry.step().needs().contains(Requirement.CALIBRATION));
  }
}
