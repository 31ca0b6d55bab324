package io.vedette.edge.pipeline;

/**
 * @param frames answered since the process started
 * @param still of these, answered by the motion gate without a look
 * @param errors frames that the student could not answer
 * @param fps answered per second over the last 10 s
 * @param latencyP50Millis from picture to detections over the last 100 frames
 * @param latencyP95Millis likewise
 * @param swapGapMillis longest time between two answered frames during the last swap
 */
public record PipelineStatus(
    long frames,
    long still,
    long errors,
    double fps,
    double latencyP50Millis,
    double latencyP95Millis,
    double swapGapMillis) {}
