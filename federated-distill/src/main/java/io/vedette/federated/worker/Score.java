package io.vedette.federated.worker;

/**
 * How good and how fast a graph is on a set of pictures, measured where the job ran.
 *
 * @param ap COCO's AP, 0 to 1
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param ar100 recall with 100 detections per picture
 * @param images how many pictures were judged
 * @param datasetDigest SHA-256 that names the pictures and their truth
 * @param latencyP50Millis per picture, one thread, median
 * @param latencyP95Millis per picture, one thread, 95th percentile
 */
public record Score(
    double ap,
    double ap50,
    double ap75,
    double ar100,
    int images,
    String datasetDigest,
    double latencyP50Millis,
    double latencyP95Millis) {}
