/**
 * How a camera moves. A {@link CameraMotion} takes every picture of a camera and says its {@link
 * GlobalMotion} since the one before: a {@link PlaneTransform} of the picture's plane. While the
 * camera stands still, a {@code StillWatch} looks at a few patches only. When they move, a {@link
 * MotionMethod} compares whole {@link GreyPicture}s: corners ({@code CornerFinder}) are followed by
 * {@code OpticalFlow}, and a {@code RobustFit} finds the transform that most of them agree on. An
 * {@link AreaPlacement} keeps the motion since masks and zones were drawn, and says whether they
 * can still be placed. Pure: no clock, no chance but from fixed seeds.
 */
@NullMarked
package io.vedette.edge.motion;

import org.jspecify.annotations.NullMarked;
