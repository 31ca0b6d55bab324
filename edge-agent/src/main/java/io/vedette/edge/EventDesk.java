package io.vedette.edge;

import io.vedette.edge.event.Event;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.event.Sightings;
import io.vedette.edge.event.Sightings.Ended;
import io.vedette.edge.event.Told;
import io.vedette.edge.pipeline.Answer;
import io.vedette.edge.view.View;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds events on the frame loops' threads and writes them on its own. When the disk cannot follow
 * or is full, events are passed over and counted.
 */
final class EventDesk implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventDesk.class);
  private static final int MAX_WAITING = 64;
  private static final int MAX_UNTOLD = 200;

  private final EventLog events;
  private final Told told;
  private final Consumer<Event> teller;
  private final Map<String, Sightings> sightings = new ConcurrentHashMap<>();
  private final AtomicLong passedOver = new AtomicLong();
  private final Background writer = new Background("event-writer", MAX_WAITING);

  /**
   * @param told which events the coordinator has been told
   * @param teller told of each event that was kept
   */
  EventDesk(EventLog events, Told told, Consumer<Event> teller) {
    this.events = events;
    this.told = told;
    this.teller = teller;
  }

  /** Must be called for a camera before its answers come. */
  void watch(String camera, View view) {
    sightings.put(camera, new Sightings(view));
  }

  /** Looks at an answer; returns at once. */
  void consider(Answer answer) {
    Sightings camera = sightings.get(answer.frame().cameraId());
    if (camera != null) {
      keep(camera.take(answer));
    }
  }

  private void keep(List<Ended> all) {
    for (Ended ended : all) {
      if (!writer.offer(() -> write(ended))) {
        passedOver.incrementAndGet();
      }
    }
  }

  private void write(Ended ended) {
    try {
      events.add(ended, Instant.now());
      teller.accept(ended.event());
    } catch (IOException | RuntimeException e) {
      if (passedOver.getAndIncrement() == 0) {
        log.warn("event {} could not be kept: {}", ended.event().id(), e.toString());
      }
    }
  }

  /** The newest events that the coordinator may not know of, in their order. */
  List<Event> untold() {
    try {
      return events.newest(MAX_UNTOLD).stream().filter(e -> !told.has(e.id())).toList();
    } catch (IOException e) {
      log.warn("events of an earlier run cannot be told: {}", e.toString());
      return List.of();
    }
  }

  /** The coordinator knows these events. */
  void delivered(List<String> ids) {
    told.add(ids);
  }

  long written() {
    return events.written();
  }

  long bytesOnDisk() {
    return events.bytesOnDisk();
  }

  /** Events that could not be kept. */
  long passedOver() {
    return passedOver.get();
  }

  /** Must be called when the frame loops have ended. */
  @Override
  public void close() {
    sightings.values().forEach(camera -> keep(camera.endAll()));
    writer.close();
  }
}
