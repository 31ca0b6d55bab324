/**
 * From frame to {@link FrameResult}: a {@link Pipeline} runs one camera's frames through a {@code
 * GatedInference}, which is a motion gate before a {@link StudentDetector}, and a fusion, and never
 * waits for cloud, disk or learner. A new student is taken on between two frames and let go again
 * when it fails its first ones: {@code ActiveModel} is who answers now and who is on {@code
 * TrialStudent}.
 *
 * <p>A frame's pixels are the loop's until the next frame is answered; then they go back to the
 * camera. Whoever needs them longer, for the cloud, an event or a viewer, takes a copy.
 *
 * <p>Thin on purpose: one student per camera, one frame at a time, no batching over cameras.
 */
@NullMarked
package io.vedette.edge.pipeline;

import org.jspecify.annotations.NullMarked;
