/**
 * What is shown: the student's view of now and the teacher's of a moment ago, made one. {@link
 * VerdictFusion} takes in every frame and every verdict of a camera; what is {@code FusionState}
 * after a frame are the objects that the last verdict {@code TeacherTrack}, moved along with what
 * the student sees of them, what it denied, and what is new since. A verdict is a {@code
 * TeacherView} about a region of a frame, all of it most often, and a {@code RecentVerdict} for as
 * long as it counts. {@code FrameHistory} are remembered, so that a late verdict counts as if it
 * had come in time. Pure: time is an argument.
 */
@NullMarked
package io.vedette.edge.fusion;

import org.jspecify.annotations.NullMarked;
