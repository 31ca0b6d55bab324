/**
 * How much of a hard frame is sent: a {@link Framing} picks the {@link Region} from the frame's
 * {@link UncertainRegions}. Pure.
 */
@NullMarked
package io.vedette.edge.escalate.framing;

import io.vedette.edge.view.Region;
import org.jspecify.annotations.NullMarked;
