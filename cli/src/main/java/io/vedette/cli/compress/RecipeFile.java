package io.vedette.cli.compress;

import io.vedette.cli.config.ConfigFile;
import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as it is written down.
 *
 * @param name for people; else the file's own
 * @param steps each a step's name with its parameters, or the name alone
 */
record RecipeFile(@Nullable String name, @Nullable List<Object> steps) {

  /**
   * Reads a recipe from YAML.
   *
   * @throws DetectorException naming file, step and key where one is wrong
   */
  static Recipe read(Path file) throws DetectorException {
    RecipeFile written = ConfigFile.read(file, RecipeFile.class);
    String own = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return Recipe.of(
        file.toString(),
        written.name == null ? own : written.name,
        written.steps == null ? List.of() : written.steps);
  }
}
