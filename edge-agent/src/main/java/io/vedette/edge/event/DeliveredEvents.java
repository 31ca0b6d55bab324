package io.vedette.edge.event;

import io.vedette.edge.disk.ChecksummedFile;
import io.vedette.edge.disk.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ids of the newest events that the coordinator has, on disk. A list that is missing or damaged is
 * ignored: the events are delivered again, and the coordinator knows them by their ids.
 */
public final class DeliveredEvents {

  private static final Logger log = LoggerFactory.getLogger(DeliveredEvents.class);
  private static final int MAGIC = 0x56455431;

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
      if (Files.exists(file)) {
        var text =
            ChecksummedFile.open(MAGIC, Files.readAllBytes(file), "the list of delivered events");
        StandardCharsets.UTF_8.decode(text).toString().lines().forEach(delivered.ids::add);
      }
    } catch (IOException e) {
      log.warn("{}: {}; the newest events are delivered again", file, e.getMessage());
    }
    return delivered;
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
      byte[] text = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
      DurableFiles.write(file, ChecksummedFile.seal(MAGIC, text));
    } catch (IOException e) {
      if (!errorLogged) {
        errorLogged = true;
        log.warn("{}: {}; after a restart events are delivered again", file, e.toString());
      }
    }
  }
}
