package io.vedette.registry.manifest;

/**
 * Accuracy as COCO defines it, each 0 to 1, and speed where it was measured.
 *
 * @param ap mean over IoU 0.50 to 0.95
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param ar100 recall with 100 detections per picture
 * @param images how many pictures were judged
 * @param datasetDigest SHA-256 of the dataset that was judged on; empty when unknown
 * @param latencyP50Millis per frame, one thread, on {@code deviceClass}; 0 when not measured
 * @param latencyP95Millis likewise, 95th percentile
 * @param deviceClass where speed was measured, "linux-x86_64-2cpu"; empty when it was not
 */
public record ModelMetrics(
    double ap,
    double ap50,
    double ap75,
    double ar100,
    int images,
    String datasetDigest,
    double latencyP50Millis,
    double latencyP95Millis,
    String deviceClass) {}
