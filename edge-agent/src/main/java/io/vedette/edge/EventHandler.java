package io.vedette.edge;

import io.vedette.edge.event.DeliveredEvents;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.edge.event.ObjectEventDetector;
import io.vedette.edge.event.ObjectEventDetector.Ended;
import io.vedette.edge.pipeline.FrameResult;
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
final class EventHandler implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventHandler.class);
  private static final int MAX_WAITING = 64;
  private static final int MAX_UNTOLD = 200;

  private final EventLog events;
  private final DeliveredEvents told;
  private final Consumer<ObjectEvent> teller;
  private final Map<String, ObjectEventDetector> sightings = new ConcurrentHashMap<>();
  private final AtomicLong passedOver = new AtomicLong();
  private final BackgroundWorker writer = new BackgroundWorker("event-writer", MAX_WAITING);

  /**
   * @param told which events the coordinator has been told
   * @param teller told of each event that was kept
   */
  EventHandler(EventLog events, DeliveredEvents told, Consumer<ObjectEvent> teller) {
    this.events = events;
    this.told = told;
    this.teller = teller;
  }

  /** Must be called for a camera before its answers come. */
  void watch(String camera, View view) {
    sightings.put(camera, new ObjectEventDetector(view));
  }

  /** Looks at an answer; returns at once. */
  void consider(FrameResult answer) {
    ObjectEventDetector camera = sightings.get(answer.frame().cameraId());
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
  List<ObjectEvent> untold() {
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
