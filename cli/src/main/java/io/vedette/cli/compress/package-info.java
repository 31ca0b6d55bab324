/**
 * The subcommands that make a detector smaller, {@code vedette compress} and {@code vedette prune},
 * and what the first does behind its options: an {@link Int8Search} makes variants, or a {@link
 * FollowedRecipe} or a {@link DeviceSearch} does, at this machine's {@link LocalRecipeContext}; a
 * {@link VariantJudge} measures each beside the float model, and a {@link CompressReport} says what
 * is kept and why.
 */
@NullMarked
package io.vedette.cli.compress;

import org.jspecify.annotations.NullMarked;
