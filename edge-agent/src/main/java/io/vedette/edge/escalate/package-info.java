/**
 * Which frames to ask about, and what answers change: {@link Signals} of doubt become a hardness,
 * an {@link UploadBudget} limits what may be sent, the {@link EscalationPolicy} decides, and {@link
 * Fusion} compares a {@link Verdict} with what the student saw. Pure: no clock is read here and no
 * unseeded random number drawn.
 *
 * <p>Thin on purpose: the weights of the signals are set by hand; nothing here learns yet which
 * signal predicts a teacher's disagreement.
 */
@NullMarked
package io.vedette.edge.escalate;

import org.jspecify.annotations.NullMarked;
