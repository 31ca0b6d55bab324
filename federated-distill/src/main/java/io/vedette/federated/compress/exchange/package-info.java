/**
 * Passes that put a cheaper operator in the place of a dear one. The graph computes something else
 * afterwards, so the network has to learn again: {@code ReluForSilu}.
 */
@NullMarked
package io.vedette.federated.compress.exchange;

import org.jspecify.annotations.NullMarked;
