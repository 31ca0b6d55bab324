package io.vedette.federated.distill;

/**
 * Channels of one level.
 *
 * @param student of the student's feature
 * @param teacher of the teacher's
 */
record FeatureWidths(int student, int teacher) {}
