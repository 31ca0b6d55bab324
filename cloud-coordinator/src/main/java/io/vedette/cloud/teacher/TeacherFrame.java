package io.vedette.cloud.teacher;

import org.jspecify.annotations.Nullable;

/**
 * A frame for a teacher.
 *
 * @param jpeg its picture; null: the teacher fetches it by its digest
 * @param bytes size of the picture
 * @param width of the original picture, pixels
 * @param height of the original picture, pixels
 */
public record TeacherFrame(
    String escalationId,
    byte @Nullable [] jpeg,
    String sha256,
    long bytes,
    int width,
    int height) {}
