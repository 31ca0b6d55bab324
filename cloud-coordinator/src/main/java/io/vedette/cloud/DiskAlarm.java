package io.vedette.cloud;

import io.vedette.cloud.commit.LaneListener;
import io.vedette.cloud.feed.EventFeed;

/** Raises an alarm while the disk fails. */
final class DiskAlarm implements LaneListener {

  private static final String ID = "disk";

  private final EventFeed feed;

  DiskAlarm(EventFeed feed) {
    this.feed = feed;
  }

  @Override
  public void failing(String why) {
    feed.alarm(ID, "the disk fails: " + why + "; agents keep their frames until it works");
  }

  @Override
  public void working() {
    feed.clear(ID);
    feed.info("coordinator", "the disk works again");
  }
}
