package io.vedette.detector;

/**
 * One object that a detector saw.
 *
 * @param box where, in pixels of the original picture
 * @param classId index into the labels of the detector that answered
 * @param label the name behind {@code classId}
 * @param score confidence, 0 to 1
 */
public record Detection(Box box, int classId, String label, float score) {}
