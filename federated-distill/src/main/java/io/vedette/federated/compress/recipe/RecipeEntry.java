package io.vedette.federated.compress.recipe;

import java.util.SortedMap;

/**
 * One line of a recipe.
 *
 * @param name of the model that it makes
 * @param from the model that it starts with: an entry before, or {@link Recipe#ORIGINAL}
 * @param kind of its step
 * @param parameters as written
 */
public record RecipeEntry(
    String name, String from, String kind, SortedMap<String, Object> parameters, RecipeStep step) {}
