/**
 * Pictures of hard frames on disk: {@link FrameSegments} appends them to files, many with one sync;
 * the {@link FrameStore} finds them by their digest.
 */
@NullMarked
package io.vedette.cloud.frame;

import org.jspecify.annotations.NullMarked;
