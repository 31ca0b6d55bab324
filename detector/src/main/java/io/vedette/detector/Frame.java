package io.vedette.detector;

import java.time.Instant;

/**
 * One picture from one camera.
 *
 * @param cameraId which camera
 * @param sequence 0, 1, 2 … within the camera's session; gaps are dropped frames
 * @param capturedAt when the picture was taken
 * @param picture the pixels
 */
public record Frame(String cameraId, long sequence, Instant capturedAt, Picture picture) {}
