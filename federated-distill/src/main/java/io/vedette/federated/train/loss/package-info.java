/**
 * How far a head's answers are from the labels: the {@link TaskAlignedAssigner} decides which
 * anchors answer for which object, {@link DetectionLoss} sums what class scores and boxes lack.
 */
@NullMarked
package io.vedette.federated.train.loss;

import org.jspecify.annotations.NullMarked;
