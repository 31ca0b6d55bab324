package io.vedette.cloud.commit;

import java.time.Duration;

/**
 * A cycle of a commit lane that has ended.
 *
 * @param submissions in it
 * @param pictures of them
 * @param duration of writing and syncing
 * @param longestWait from the submission that waited longest to the end of the cycle
 * @param failed the disk did not take all of it
 */
public record LaneCycle(
    int submissions, int pictures, Duration duration, Duration longestWait, boolean failed) {}
