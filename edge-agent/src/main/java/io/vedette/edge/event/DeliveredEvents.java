package io.vedette.edge.event;

import io.vedette.edge.disk.ChecksummedFile;
import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.record.DeliveredEventsRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ids of the newest events that the coordinator has, on disk. A damaged list is set aside, and one
 * that is missing is empty: the events are delivered again, and the coordinator knows them by their
 * ids.
 */
public final class DeliveredEvents {

  private static final Logger log = LoggerFactory.getLogger(DeliveredEvents.class);
  private static final int MAGIC = 0x56455431;

  private static final String WITHOUT = "the newest events are delivered again";

  /** Twice as many as wait at most, because events are not delivered in the order of the log. */
  private static final int MOST = 400;

  private final Path file;
  private final Set<String> ids = new LinkedHashSet<>();
  private boolean errorLogged;

  private DeliveredEvents(Path file) {
    this.file = file;
  }

  /** Opens the list that an earlier process left, or a new one. */
  public static DeliveredEvents open(Path file) {
    DeliveredEvents delivered = new DeliveredEvents(file);
    try {
      DamagedFiles.readOrSetAside(file, DeliveredEvents::decode, WITHOUT)
          .ifPresent(delivered.ids::addAll);
    } catch (IOException e) {
      log.warn("{}: {}; {}", file, e.toString(), WITHOUT);
    }
    return delivered;
  }

  private static List<String> decode(byte[] bytes) throws IOException {
    return RecordEnvelope.isOne(bytes)
        ? RecordEnvelope.read(bytes, DeliveredEventsRecord.parser()).getIdsList()
        : idsOfEarlier(bytes);
  }

  private static List<String> idsOfEarlier(byte[] bytes) throws IOException {
    ByteBuffer text = ChecksummedFile.open(MAGIC, bytes, "the list of delivered events");
    return StandardCharsets.UTF_8.decode(text).toString().lines().toList();
  }

  public synchronized boolean contains(String id) {
    return ids.contains(id);
  }

  /** Adds delivered events; when this returns they are not delivered again after a restart. */
  public synchronized void add(Collection<String> delivered) {
    ids.addAll(delivered);
    while (ids.size() > MOST) {
      ids.remove(ids.iterator().next());
    }
    try {
      DeliveredEventsRecord record = DeliveredEventsRecord.newBuilder().addAllIds(ids).build();
      DurableFiles.write(file, RecordEnvelope.write(record));
    } catch (IOException e) {
      if (!errorLogged) {
        errorLogged = true;
        log.warn("{}: {}; after a restart events are delivered again", file, e.toString());
      }
    }
  }
}
