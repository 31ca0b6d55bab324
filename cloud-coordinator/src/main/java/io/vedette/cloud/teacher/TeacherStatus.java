package io.vedette.cloud.teacher;

/**
 * The figures of a teacher worker.
 *
 * @param answered frames since it joined
 * @param latencyMs per frame, mean over everything it answered
 * @param meanBatch frames per batch
 */
public record TeacherStatus(
    String workerId, String modelSha256, long answered, double latencyMs, double meanBatch) {}
