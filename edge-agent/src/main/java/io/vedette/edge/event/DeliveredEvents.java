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
 * Which of the newest events the coordinator has been told, on disk. A list that is lost or damaged
 * is as none: then they are told again, and the coordinator knows them by their ids.
 */
public final class DeliveredEvents {

  private static final Logger log = LoggerFactory.getLogger(DeliveredEvents.class);
  private static final int MAGIC = 0x56455431;

  /** Twice as many as ever wait, since those of one day need not be kept in their order. */
  private static final int MOST = 400;

  private final Path file;
  private final Set<String> ids = new LinkedHashSet<>();
  private boolean complained;

  private DeliveredEvents(Path file) {
    this.file = file;
  }

  /** Opens a list, as the last process left it. */
  public static DeliveredEvents open(Path file) {
    DeliveredEvents told = new DeliveredEvents(file);
    try {
      if (Files.exists(file)) {
        var text = ChecksummedFile.open(MAGIC, Files.readAllBytes(file), "the list of told events");
        StandardCharsets.UTF_8.decode(text).toString().lines().forEach(told.ids::add);
      }
    } catch (IOException e) {
      log.warn("{}: {}; the newest events are told again", file, e.getMessage());
    }
    return told;
  }

  public synchronized boolean has(String id) {
    return ids.contains(id);
  }

  /** These have been told; when this returns they will not be told again after a restart. */
  public synchronized void add(Collection<String> told) {
    ids.addAll(told);
    while (ids.size() > MOST) {
      ids.remove(ids.iterator().next());
    }
    try {
      byte[] text = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
      DurableFiles.write(file, ChecksummedFile.seal(MAGIC, text));
    } catch (IOException e) {
      if (!complained) {
        complained = true;
        log.warn("{}: {}; after a restart events are told again", file, e.toString());
      }
    }
  }
}
