/**
 * From frame to {@link FrameResult}. A {@link Pipeline} is the frame loop of one camera: {@code
 * GatedInference} runs the {@code ActiveModel} unless the {@code MotionGate} finds nothing moving,
 * then detections are tracked and fused with verdicts. It never waits for cloud, disk or learner. A
 * new {@link StudentDetector} is swapped in between two frames, on trial. {@link Pipelines} are the
 * frame loops of all cameras.
 *
 * <p>A frame's pixels belong to the loop until the next frame is answered; then they go back to the
 * camera. Who needs them longer takes a copy.
 *
 * <p>Simple on purpose: one student per camera, one frame at a time, no batching over cameras.
 */
@NullMarked
package io.vedette.edge.pipeline;

import org.jspecify.annotations.NullMarked;
