/**
 * How a family of variants is made from one model, written down. A {@link Recipe} is a list of
 * {@link RecipeEntry entries}, each a {@link RecipeStep} of a {@link StepKind} with its parameters,
 * and what it starts from. A {@link RecipeRun} follows it at a {@link RecipeContext}, keeps what is
 * finished, and goes on from there; {@link Provenance} records what made each variant.
 */
@NullMarked
package io.vedette.federated.compress.recipe;

import org.jspecify.annotations.NullMarked;
