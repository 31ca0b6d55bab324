package io.vedette.federated.compress.job;

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
 * A recipe with all that its steps need.
 *
 * @param profile of the device that the models are for; null if none is given
 */
public record RecipePlan(Recipe recipe, @Nullable DeviceProfile profile) {

  /**
   * Checks what a recipe needs, and reads the profile. No picture is read for it.
   *
   * @param file names the recipe in errors
   * @param trains whether there are labelled pictures to learn from
   * @throws DetectorException when a step lacks what it needs
   */
  public static RecipePlan of(Path file, Recipe recipe, boolean trains, @Nullable Path profile)
      throws DetectorException, IOException {
    for (RecipeEntry entry : recipe.entries()) {
      Set<Requirement> needs = entry.step().needs();
      if (needs.contains(Requirement.TRAINING_DATA) && !trains) {
        throw new DetectorException(file + ", " + entry.name() + ": " + TrainingPictures.MISSING);
      }
      if (needs.contains(Requirement.SPEED) && profile == null) {
        throw new DetectorException(
            file + ", " + entry.name() + ": " + LocalRecipeContext.NO_PROFILE);
      }
    }
    return new RecipePlan(recipe, profile == null ? null : DeviceProfile.read(profile));
  }

  /** Whether a step measures INT8 ranges on pictures. */
  boolean calibrates() {
    return recipe.entries().stream()
        .anyMatch(entry -> entry.step().needs().contains(Requirement.CALIBRATION));
  }
}
