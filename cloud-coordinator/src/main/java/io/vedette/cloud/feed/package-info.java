/**
 * What happened, for people: the {@link EventFeed} is a bounded list of {@link FeedEntry}s, newest
 * first.
 *
 * <p>Thin: the list is in memory and starts empty after a restart; the log has everything.
 */
@NullMarked
package io.vedette.cloud.feed;

import org.jspecify.annotations.NullMarked;
