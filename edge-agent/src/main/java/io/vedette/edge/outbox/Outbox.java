package io.vedette.edge.outbox;

import io.vedette.edge.escalate.Escalation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Escalations on disk until they are settled. Audits go up first, then the hardest, then the
 * oldest; when it is full, the easiest that is no audit goes first. Safe for use by many threads.
 */
public final class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final String SUFFIX = ".escalation";

  private static final Comparator<Entry> UPLOAD_ORDER =
      Comparator.comparing((Entry e) -> !e.audit)
          .thenComparing(e -> -e.hardness)
          .thenComparing(e -> e.number);

  private static final Comparator<Entry> EVICTION_ORDER =
      Comparator.comparing((Entry e) -> e.audit)
          .thenComparing(e -> e.hardness)
          .thenComparing(e -> e.number);

  private final Path folder;
  private final long maxBytes;
  private final Ledger ledger;
  private final Map<String, Entry> waiting = new LinkedHashMap<>();
  private OutboxCounts counts;
  private long bytesOnDisk;

  private record Entry(
      String id, long number, Path file, long size, float hardness, boolean audit) {}

  private Outbox(Path folder, long maxBytes) throws IOException {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.ledger = new Ledger(folder.resolve("ledger.json"));
    this.counts = OutboxCounts.NONE;
  }

  /** Opens the outbox in a folder, as the last process left it. */
  public static Outbox open(Path folder, OutboxConfig config) throws IOException {
    Files.createDirectories(folder);
    Outbox outbox = new Outbox(folder, config.maxBytes());
    outbox.recover();
    return outbox;
  }

  private synchronized void recover() throws IOException {
    Ledger.Page page = ledger.read();
    counts = page.counts();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      long number = numberOf(file);
      try {
        Escalation escalation = RecordCodec.decode(Files.readAllBytes(file));
        if (escalation.id().equals(page.settling())) {
          Files.delete(file);
          continue;
        }
        if (number > counts.escalated()) {
          counts = counts.plusEscalated(escalation.audit(), escalation.jpeg().length);
        }
        add(escalation, number, file, Files.size(file));
      } catch (IOException e) {
        if (number > counts.escalated()) {
          counts = counts.plusEscalated(false, 0);
        }
        counts = counts.plus(Settlement.TORN);
        Files.delete(file);
        log.warn("{}: {}; thrown away, {} so far", file, e.getMessage(), counts.torn());
      }
    }
    ledger.write(new Ledger.Page(counts, ""));
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  private void add(Escalation escalation, long number, Path file, long size) {
    waiting.put(
        escalation.id(),
        new Entry(escalation.id(), number, file, size, escalation.hardness(), escalation.audit()));
    bytesOnDisk += size;
  }

  /**
   * Takes a frame in; when this returns it survives a crash. A full outbox makes room first.
   *
   * @return false when every waiting frame is harder, so that this one is the one to go
   */
  public synchronized boolean put(Escalation escalation) throws IOException {
    byte[] record = RecordCodec.encode(escalation);
    long number = counts.escalated() + 1;
    Path file = folder.resolve(String.format("%012d%s", number, SUFFIX));
    Entry candidate =
        new Entry(
            escalation.id(),
            number,
            file,
            record.length,
            escalation.hardness(),
            escalation.audit());
    while (bytesOnDisk + record.length > maxBytes) {
      Entry easiest =
          waiting.values().stream()
              .min(EVICTION_ORDER)
              .filter(e -> isEasier(e, candidate))
              .orElse(null);
      if (easiest == null) {
        counts = counts.plusEscalated(escalation.audit(), escalation.jpeg().length);
        counts = counts.plus(Settlement.EVICTED);
        ledger.write(new Ledger.Page(counts, escalation.id()));
        return false;
      }
      settle(easiest.id, Settlement.EVICTED);
    }
    DurableFiles.write(file, record);
    counts = counts.plusEscalated(escalation.audit(), escalation.jpeg().length);
    add(escalation, number, file, record.length);
    return true;
  }

  private static boolean isEasier(Entry waiting, Entry candidate) {
    return EVICTION_ORDER.compare(waiting, candidate) < 0;
  }

  /** The next frame to send of those that {@code wanted} takes; empty when there is none. */
  public synchronized Optional<Escalation> next(Predicate<String> wanted) {
    List<Entry> order = new ArrayList<>(waiting.values());
    order.sort(UPLOAD_ORDER);
    for (Entry entry : order) {
      if (wanted.test(entry.id)) {
        Optional<Escalation> escalation = get(entry.id);
        if (escalation.isPresent()) {
          return escalation;
        }
      }
    }
    return Optional.empty();
  }

  /** A waiting frame. One that can no longer be read is counted as torn, and gone. */
  public synchronized Optional<Escalation> get(String id) {
    Entry entry = waiting.get(id);
    if (entry == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(RecordCodec.decode(Files.readAllBytes(entry.file)));
    } catch (IOException e) {
      log.warn("{}: {}; it is given up", entry.file, e.getMessage());
      settleQuietly(id);
      return Optional.empty();
    }
  }

  private void settleQuietly(String id) {
    try {
      settle(id, Settlement.TORN);
    } catch (IOException e) {
      log.warn("outbox {}: {}", folder, e.getMessage());
    }
  }

  /**
   * Ends a frame's wait. The same id a second time changes nothing.
   *
   * @return whether it was waiting
   */
  public synchronized boolean settle(String id, Settlement how) throws IOException {
    Entry entry = waiting.get(id);
    if (entry == null) {
      return false;
    }
    counts = counts.plus(how);
    ledger.write(new Ledger.Page(counts, id));
    Files.deleteIfExists(entry.file);
    waiting.remove(id);
    bytesOnDisk -= entry.size;
    return true;
  }

  public synchronized OutboxCounts counts() {
    return counts;
  }

  /** Frames waiting for a verdict. */
  public synchronized int size() {
    return waiting.size();
  }

  public synchronized long bytesOnDisk() {
    return bytesOnDisk;
  }

  /** Ids waiting, for tests and for the start of a stream. */
  public synchronized Collection<String> ids() {
    return List.copyOf(waiting.keySet());
  }
}
