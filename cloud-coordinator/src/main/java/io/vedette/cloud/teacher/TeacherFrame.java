package io.vedette.cloud.teacher;

/** A frame for a teacher; the size is that of the original picture, pixels. */
public record TeacherFrame(String escalationId, byte[] jpeg, int width, int height) {}
