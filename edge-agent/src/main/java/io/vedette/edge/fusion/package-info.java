/**
 * Fusing the student's detections with the teacher's verdicts. A {@link VerdictFusion} takes every
 * frame and every verdict of a camera. Its {@code FusionState} after a frame are the {@code
 * TeacherTrack}s, moved on with the student's boxes, and the student's detections that verdicts
 * denied or do not explain. A {@code StudentView} is what the student saw in a frame, a {@code
 * TeacherView} what a verdict says of it. A {@code NewDetectionPrior} learns which new detections
 * to show. Pure: time is an argument.
 */
@NullMarked
package io.vedette.edge.fusion;

import org.jspecify.annotations.NullMarked;
