/**
 * What happened, for people: a bounded list of {@link FeedEntry}s, newest first.
 *
 * <p>Thin: the list is in memory and starts empty after a restart; the log has everything.
 */
@NullMarked
package io.vedette.cloud.journal;

import org.jspecify.annotations.NullMarked;
