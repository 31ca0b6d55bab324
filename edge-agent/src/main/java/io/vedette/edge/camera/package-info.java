/**
 * Sources of frames. A {@link CameraConfig} names a {@code Source} by one string; a {@link Camera}
 * keeps it open, counts losses and offers the newest frame. {@link VideoReader} and {@link
 * VideoWriter} read and write video files.
 *
 * <p>Reading has three steps: packets from a {@code Container}, frames from a {@code Decoder},
 * pictures from a {@code BgrConversion}, the last only for frames that are used, into buffers of a
 * {@code FrameBufferPool}. Writing has two: an {@code Encoder} makes packets, a {@code Muxer}
 * writes them at the times of a {@code PresentationClock}.
 *
 * <p>Sources are not trusted. Silence, repeated pictures and damaged frames are detected ({@code
 * CameraRecord}, {@code FrozenStreamDetector}, {@code FrameDamageDetector}); a reader that hangs in
 * a driver is abandoned and replaced. A {@link io.vedette.wire.camera.SourceMask} masks passwords
 * wherever a source is named.
 */
@NullMarked
package io.vedette.edge.camera;

import org.jspecify.annotations.NullMarked;
