/**
 * What a camera's own motion costs and what its compensation brings, against motion that is known
 * exactly: a {@code CropPath} moves a window over a real video, and {@link
 * io.vedette.benchmarks.motion.MotionBench} compares tracks, late verdicts and escalations with
 * those of the same window held still.
 */
@NullMarked
package io.vedette.benchmarks.motion;

import org.jspecify.annotations.NullMarked;
