/**
 * Where frames come from: a {@link CameraConfig} names a {@code Source} by one string, a {@link
 * Camera} keeps it open, counts what it loses, and offers the newest frame. {@link VideoReader} and
 * {@link VideoWriter} are video files without a camera around them.
 *
 * <p>Thin on purpose: a reader that hangs inside a driver for good is left behind and replaced at
 * most three times in the life of a process.
 */
@NullMarked
package io.vedette.edge.camera;

import org.jspecify.annotations.NullMarked;
