/**
 * How students get better: their {@link Weights}, and the {@link Update} one agent gives to a
 * round.
 */
@NullMarked
package io.vedette.federated;

import org.jspecify.annotations.NullMarked;
