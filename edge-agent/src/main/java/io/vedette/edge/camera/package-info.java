/**
 * Where frames come from: a {@link CameraConfig} names a {@code Source} by one string, a {@link
 * Camera} keeps it open, counts what it loses, and offers the newest frame. {@link VideoReader} and
 * {@link VideoWriter} are video files without a camera around them. FFmpeg reads in three steps,
 * each a class: packets out of a {@code Container}, frames out of a {@code Decoder}, and pictures
 * by a {@code BgrConversion}, the last of them only for frames that somebody wants, and into a
 * {@code FrameBufferPool} that is used again. It writes in two: an {@code Encoder} makes packets, a
 * {@code Muxer} writes them at the times of a {@code PresentationClock}.
 *
 * <p>Frames are judged as they come: a {@code FrameDamageDetector} tells whole ones from those that
 * lost parts. {@code StillPictures} fetches what comes as one picture an answer. A {@link
 * SourceMask} hides passwords wherever a source is spoken of.
 *
 * <p>Nothing here trusts a source: one that is silent is noticed by its silence, one that repeats
 * itself by its pictures, one that hangs inside a driver is left behind and replaced, as often as
 * it takes, with at most three threads lost in there at a time.
 */
@NullMarked
package io.vedette.edge.camera;

import org.jspecify.annotations.NullMarked;
