package io.vedette.cloud.commit;

/**
 * What waits for a commit lane now, with its bounds.
 *
 * @param submissions that wait
 * @param submissionsLimit more are refused
 * @param pictureBytes of them
 * @param pictureBytesLimit more are refused
 */
public record LaneStatus(
    int submissions, int submissionsLimit, long pictureBytes, long pictureBytesLimit) {}
