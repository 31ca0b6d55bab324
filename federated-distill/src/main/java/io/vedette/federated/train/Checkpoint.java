package io.vedette.federated.train;

import io.vedette.federated.Weights;
import java.util.List;

/**
 * Everything that a training needs to go on after an epoch as if nothing had happened.
 *
 * @param weights as the last step left them
 * @param average the slow copy
 * @param optimizer its moments
 * @param best the slow copy of the best epoch so far
 * @param epochs what happened so far
 */
record Checkpoint(
    Weights weights, Weights average, Weights optimizer, Weights best, List<EpochReport> epochs) {}
