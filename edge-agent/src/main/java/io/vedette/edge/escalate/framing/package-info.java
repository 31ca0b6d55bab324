/**
 * How much of a frame is asked about: from the {@link UncertainRegions} of a look a {@link Framing}
 * makes the {@link Region} that is sent. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.framing;

import org.jspecify.annotations.NullMarked;
