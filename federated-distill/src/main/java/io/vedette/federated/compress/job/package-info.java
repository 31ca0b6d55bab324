/**
 * Whole compressions, from a model and pictures to variants and a {@link CompressReport}: a {@link
 * PrecisionJob} tries precisions, a {@link RecipeJob} follows a recipe, a {@link SearchJob}
 * searches for a recipe under a limit. A {@link CompressionTask} is the model with its pictures, a
 * {@link CompressionContext} what a job runs with. Trainings run in processes of their own.
 */
@NullMarked
package io.vedette.federated.compress.job;

import org.jspecify.annotations.NullMarked;
