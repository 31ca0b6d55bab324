/**
 * A detector's head as training sees it: which tensors of the graph it reads ({@link
 * TrainableHead}, one {@link TrainableFamily} per family of exports, {@link HeadLayout} for our own
 * graphs), and what they say at every anchor of an {@link AnchorGrid} ({@link RawHeadOutputs}).
 */
@NullMarked
package io.vedette.federated.train.head;

import org.jspecify.annotations.NullMarked;
