package io.vedette.edge.event;

import io.vedette.edge.disk.BackgroundWriter;
import io.vedette.edge.event.ObjectEventDetector.Ended;
import io.vedette.edge.pipeline.FrameResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects events on the frame loops' threads, and writes them to the event log on a thread of its
 * own. Events that the disk cannot keep up with are counted, not kept.
 */
public final class EventHandler implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventHandler.class);

  /** Events that may wait for the disk. */
  private static final int MAX_QUEUED = 64;

  /** Events of earlier runs that are delivered after a restart. */
  private static final int MAX_UNDELIVERED = 200;

  private final EventLog events;
  private final DeliveredEvents delivered;
  private final Map<String, ObjectEventDetector> detectors = new ConcurrentHashMap<>();
  private final AtomicLong notKept = new AtomicLong();
  private final BackgroundWriter writer = new BackgroundWriter("event-writer", MAX_QUEUED);
  private volatile Consumer<ObjectEvent> listener = event -> {};

  private EventHandler(EventLog events, DeliveredEvents delivered) {
    this.events = events;
    this.delivered = delivered;
  }

  /** Opens the event log that an earlier process left in a folder, or a new one. */
  public static EventHandler open(Path folder, EventConfig config) throws IOException {
    return new EventHandler(
        EventLog.open(folder, config), DeliveredEvents.open(folder.resolve("told.state")));
  }

  /**
   * Takes in the next result of a camera; returns at once. While masks cannot be placed, nobody
   * knows which objects are hidden: there are no events, and no picture is kept.
   */
  public void onResult(FrameResult result) {
    if (result.withheld()) {
      return;
    }
    queue(
        detectors
            .computeIfAbsent(result.frame().cameraId(), camera -> new ObjectEventDetector())
            .onResult(result));
  }

  private void queue(List<Ended> ended) {
    for (Ended event : ended) {
      if (!writer.offer(() -> write(event))) {
        event.image().release();
        notKept.incrementAndGet();
      }
    }
  }

  private void write(Ended ended) {
    try {
      events.add(ended, Instant.now());
      listener.accept(ended.event());
    } catch (IOException | RuntimeException e) {
      if (notKept.getAndIncrement() == 0) {
        log.warn("event {} cannot be kept: {}", ended.event().id(), e.toString());
      }
    } finally {
      ended.image().release();
    }
  }

  /**
   * Calls a listener with the newest events of earlier runs that may be undelivered, then with
   * every event that is written. An event that is written meanwhile may come twice.
   *
   * @param listener in place of an earlier one; must return at once
   */
  public void deliverTo(Consumer<ObjectEvent> listener) {
    this.listener = listener;
    undelivered().forEach(listener);
  }

  private List<ObjectEvent> undelivered() {
    try {
      return events.newest(MAX_UNDELIVERED).stream()
          .filter(event -> !delivered.contains(event.id()))
          .toList();
    } catch (IOException e) {
      log.warn("events of an earlier run cannot be delivered: {}", e.toString());
      return List.of();
    }
  }

  /** The coordinator has these events. */
  public void onDelivered(List<String> ids) {
    delivered.add(ids);
  }

  public EventStatus status() {
    return new EventStatus(events.written(), notKept.get(), events.bytesOnDisk());
  }

  /** Ends all open events and writes them. Must be called when the frame loops have ended. */
  @Override
  public void close() {
    detectors.values().forEach(detector -> queue(detector.endAll()));
    writer.close();
  }
}
