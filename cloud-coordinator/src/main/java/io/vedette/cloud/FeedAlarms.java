package io.vedette.cloud;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.machine.AlarmListener;

/**
 * Shows what state machines cannot do in the event feed.
 *
 * @param feed where alarms stand until they are cleared
 */
record FeedAlarms(EventFeed feed) implements AlarmListener {

  @Override
  public void raised(String id, String text) {
    feed.alarm(id, text);
  }

  @Override
  public void cleared(String id) {
    feed.clear(id);
  }
}
