/**
 * What happened, for people: the {@link EventFeed} keeps the newest {@link FeedEntry}s, each with
 * the {@link Subject} that it is about, and the {@link Alarm}s: conditions that stand until they
 * end.
 */
@NullMarked
package io.vedette.cloud.feed;

import org.jspecify.annotations.NullMarked;
