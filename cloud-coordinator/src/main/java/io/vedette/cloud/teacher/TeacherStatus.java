package io.vedette.cloud.teacher;

/**
 * The figures of a teacher worker.
 *
 * @param name deployments name the teachers that answer their frames
 * @param underWay frames that it was handed and has not answered
 * @param answered frames since it joined
 * @param latencyMs per frame, mean over everything it answered
 * @param meanBatch frames per batch
 */
public record TeacherStatus(
    String workerId,
    String name,
    String modelSha256,
    int underWay,
    long answered,
    double latencyMs,
    double meanBatch) {}
