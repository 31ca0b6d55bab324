package io.vedette.edge.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.edge.event.ObjectEventDetector.Ended;
import io.vedette.edge.track.Track.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredEventsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  private static void happen(EventLog log, String id, Instant begin) throws IOException {
    ObjectEvent event =
        new ObjectEvent(
            id,
            "gate",
            "person",
            0.5f,
            Standing.CONFIRMED,
            begin.toEpochMilli(),
            begin.toEpochMilli() + 1_000,
            List.of("door"),
            List.of(0f, 0f, 1f, 1f),
            null);
    log.add(new Ended(event, new Picture(8, 8, new byte[8 * 8 * 3])), NOON);
  }

  private List<String> newest(int most) throws IOException {
    EventLog log = EventLog.open(folder.resolve("events"), EventConfig.defaults());
    return log.newest(most).stream().map(ObjectEvent::id).toList();
  }

  @Test
  void theNewestEventsAreFoundAgainAfterARestartTheOldestFirst() throws Exception {
    assertThat(newest(10)).isEmpty();
    EventLog log = EventLog.open(folder.resolve("events"), EventConfig.defaults());
    for (int i = 0; i < 6; i++) {
      happen(log, "e-" + i, NOON.minus(Duration.ofHours(6L * (6 - i))));
    }
    assertThat(newest(10)).containsExactly("e-0", "e-1", "e-2", "e-3", "e-4", "e-5");
    assertThat(newest(3)).containsExactly("e-3", "e-4", "e-5");
  }

  @Test
  void whatWasToldIsKnownAfterARestartAndTheListIsBounded() {
    Path file = folder.resolve("told.state");
    DeliveredEvents.open(file).add(List.of("e-1", "e-2"));
    DeliveredEvents.open(file).add(List.of("e-3"));
    DeliveredEvents told = DeliveredEvents.open(file);
    assertThat(List.of("e-1", "e-2", "e-3")).allMatch(told::contains);
    assertThat(told.contains("e-4")).isFalse();

    told.add(IntStream.range(0, 400).mapToObj(i -> "f-" + i).toList());
    assertThat(DeliveredEvents.open(file).contains("e-3")).isFalse();
    assertThat(DeliveredEvents.open(file).contains("f-0")).isTrue();
  }

  @Test
  void aTornListIsAsNone() throws Exception {
    Path file = folder.resolve("told.state");
    DeliveredEvents.open(file).add(List.of("e-1", "e-2"));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(DeliveredEvents.open(file).contains("e-1")).as("%d bytes", length).isFalse();
    }
    Files.write(file, whole);
    assertThat(DeliveredEvents.open(file).contains("e-1")).isTrue();
  }
}
