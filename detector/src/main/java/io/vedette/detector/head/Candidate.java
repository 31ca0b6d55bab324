package io.vedette.detector.head;

import io.vedette.detector.Box;

/**
 * One object as a head reads it from the outputs, before suppression.
 *
 * @param box in pixels of the detector's input, not of the picture
 * @param classId index into the detector's labels
 * @param score confidence, 0 to 1
 */
public record Candidate(Box box, int classId, float score) {}
