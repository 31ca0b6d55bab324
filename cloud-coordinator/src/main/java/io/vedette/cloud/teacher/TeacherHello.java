package io.vedette.cloud.teacher;

/**
 * How a teacher worker introduces itself.
 *
 * @param workerId name among the workers; a second one of the same name takes the first one's place
 * @param name deployments name the teachers that answer their frames; several workers may have one
 * @param modelSha256 digest of its model
 * @param maxBatch frames per batch
 * @param maxInFlight batches under way at once
 */
public record TeacherHello(
    String workerId, String name, String modelSha256, int maxBatch, int maxInFlight) {}
