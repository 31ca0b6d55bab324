package io.vedette.registry.manifest;

/**
 * A figure that a gate judged by: how much more F1 the new version has than the current one, on the
 * same frames.
 *
 * @param sample "audits", "hard frames", "camera agent-1/line-1", "class open"
 * @param difference in F1, -1 to 1; 0 where nothing could be compared
 * @param low the true difference is above this with 95% confidence
 * @param high the true difference is below this with 95% confidence
 * @param frames how many were compared
 * @param objects on these frames
 */
public record GateMeasure(
    String sample, double difference, double low, double high, int frames, int objects) {}
