package io.vedette.federated.compress.recipe;

import io.vedette.detector.graph.Graph;

/**
 * A model that an entry has made.
 *
 * @param digest SHA-256 over all that it was made of: model, steps, parameters and pictures
 * @param reused whether it was there from an earlier run
 */
public record RecipeStage(RecipeEntry entry, Graph model, String digest, boolean reused) {}
