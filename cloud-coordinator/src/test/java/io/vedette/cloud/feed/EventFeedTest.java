package io.vedette.cloud.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.feed.FeedEntry.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventFeedTest {

  private long nowMs = 1_000_000;
  private boolean full;
  private final InMemoryFeedStore kept = new InMemoryFeedStore();
  private final EventFeed feed = feed();

  private EventFeed feed() {
    return new EventFeed(
        () -> Instant.ofEpochMilli(nowMs),
        new FeedStore() {
          @Override
          public CompletableFuture<Void> write(List<FeedEntry> added, List<Long> removed) {
            return full
                ? CompletableFuture.failedFuture(new IOException("the disk is full"))
                : kept.write(added, removed);
          }

          @Override
          public List<FeedEntry> all() {
            return kept.all();
          }
        });
  }

  private static List<String> texts(List<FeedEntry> entries) {
    return entries.stream().map(FeedEntry::text).toList();
  }

  @Test
  void entriesOutliveARestart() {
    feed.info(Subject.of("round", "r-1"), "r-1 opened");
    feed.warning(Subject.of("device", "a").byPerson(), "a was revoked");
    feed.flush();

    List<FeedEntry> later = feed().newest(10);

    assertThat(texts(later)).containsExactly("a was revoked", "r-1 opened");
    assertThat(later.get(0).subject()).isEqualTo(new Subject("device", "a", "person"));
    EventFeed again = feed();
    again.info("round", "r-2 opened");
    assertThat(again.newest(1).get(0).sequence()).isEqualTo(3);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    for (int i = 1; i <= 25; i++) {
      feed.info(Subject.of(i % 5 == 0 ? "round" : "device"), "entry " + i);
    }
    List<FeedEntry> first = feed.page(FeedFilter.ALL, 0, 10);
    feed.info("device", "one that came between");
    List<FeedEntry> second = feed.page(FeedFilter.ALL, first.get(9).sequence(), 10);
    assertThat(first.get(9).text()).isEqualTo("entry 16");
    assertThat(second.get(0).text()).isEqualTo("entry 15");

    FeedFilter rounds = new FeedFilter(Severity.INFO, "round", "", "", 10);
    assertThat(texts(feed.page(rounds, 0, 10))).containsExactly("entry 25", "entry 20", "entry 15");
  }

  @Test
  void theOldestGoFirstByCountAndByAge() {
    for (int i = 0; i < EventFeed.MAX_ENTRIES + 10; i++) {
      feed.info("device", "entry " + i);
    }
    feed.flush();
    assertThat(kept.all()).hasSize(EventFeed.MAX_ENTRIES);
    nowMs += EventFeed.MAX_AGE.toMillis() + 1;
    feed.info("device", "much later");
    feed.flush();
    assertThat(texts(kept.all())).containsExactly("much later");
  }

  @Test
  void anAlarmStandsUntilItEnds() {
    feed.alarm("disk", "the disk is full");
    nowMs += 5_000;
    feed.alarm("disk", "the disk is full, 3 frames wait");
    feed.alarm("away", Severity.WARNING, Subject.of("device"), "1 device is away");

    assertThat(feed.alarms()).extracting(Alarm::id).containsExactly("disk", "away");
    assertThat(feed.alarms().get(0).sinceMs()).isEqualTo(1_000_000);
    assertThat(feed.alarms().get(0).text()).isEqualTo("the disk is full, 3 frames wait");
    feed.clear("disk");
    feed.clear("disk");
    assertThat(feed.alarms()).extracting(Alarm::id).containsExactly("away");
    assertThat(texts(feed.newest(9)))
        .containsExactly(
            "no longer: the disk is full, 3 frames wait", "1 device is away", "the disk is full");
  }

  @Test
  void whatCouldNotBeStoredIsStoredLaterAndSaid() {
    full = true;
    feed.info("round", "r-1 opened");
    feed.flush();
    assertThat(feed.alarms()).extracting(Alarm::id).containsExactly("feed-not-stored");
    full = false;
    feed.flush();
    assertThat(texts(kept.all())).contains("r-1 opened");
    assertThat(feed.alarms()).isEmpty();
  }

  @Test
  void aTextIsOneLineOfBoundedLength() {
    feed.info("device", "a\n b" + "x".repeat(5_000_000));
    assertThat(feed.newest(1).get(0).text()).startsWith("a bxx").endsWith("…").hasSize(500);
  }
}
