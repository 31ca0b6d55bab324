package io.vedette.edge.outbox;

import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.escalate.Escalation;
import io.vedette.edge.outbox.OutboxQueue.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Escalations on disk until they are settled. Audits go up first, then the hardest, then the
 * oldest; when it is full, the easiest that is no audit goes first, the oldest of those. What has
 * waited too long goes as well. Safe for use by many threads.
 */
public final class Outbox implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final String SUFFIX = ".escalation";

  private final Path folder;
  private final OutboxConfig config;
  private final DurableWriter disk;
  private final LongSupplier nanoClock;
  private final OutboxCountsFile ledger;
  private final OutboxQueue waiting = new OutboxQueue();
  private OutboxCounts counts;

  /** The record that was settled last, while its file is still there. */
  private @Nullable Path settled;

  private Outbox(Path folder, OutboxConfig config, DurableWriter disk, LongSupplier nanoClock)
      throws IOException {
    this.folder = folder;
    this.config = config;
    this.disk = disk;
    this.nanoClock = nanoClock;
    this.ledger = OutboxCountsFile.open(folder.resolve("ledger"));
    this.counts = ledger.page().counts();
  }

  /** Opens the outbox in a folder, as the last process left it. */
  public static Outbox open(Path folder, OutboxConfig config) throws IOException {
    return open(folder, config, DurableFiles::write, System::nanoTime);
  }

  /**
   * @param nanoClock only goes forward, so that a step of the wall clock ages nothing
   */
  static Outbox open(Path folder, OutboxConfig config, DurableWriter disk, LongSupplier nanoClock)
      throws IOException {
    Files.createDirectories(folder);
    Outbox outbox = new Outbox(folder, config, disk, nanoClock);
    try {
      outbox.recover();
    } catch (IOException | RuntimeException e) {
      outbox.close();
      throw e;
    }
    return outbox;
  }

  private synchronized void recover() throws IOException {
    String settling = ledger.page().settling();
    for (Path part : filesEnding(DurableFiles.PART)) {
      Files.delete(part);
    }
    for (Path file : filesEnding(SUFFIX)) {
      long number = numberOf(file);
      try {
        Escalation escalation = RecordCodec.decode(Files.readAllBytes(file));
        if (escalation.id().equals(settling)) {
          DurableFiles.delete(file);
          continue;
        }
        if (number > counts.escalated()) {
          counts = countsWith(escalation);
        }
        waiting.add(Entry.of(escalation, number, file, Files.size(file), bornBefore(file)));
      } catch (IOException e) {
        if (number > counts.escalated()) {
          counts = counts.plusEscalated(false, 0);
        }
        counts = counts.plus(Settlement.TORN);
        Files.delete(file);
        log.warn("{}: {}; thrown away, {} so far", file, e.getMessage(), counts.torn());
      }
    }
    count(counts, "");
  }

  private List<Path> filesEnding(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** When a file of an earlier process was written, on this one's clock. */
  private long bornBefore(Path file) throws IOException {
    long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
    return nanoClock.getAsLong() - Math.max(0, age) * 1_000_000;
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  /**
   * Takes a frame in; when this returns it survives a crash. A full outbox makes room first.
   *
   * @return false when every waiting frame is harder, so that this one is the one to go
   */
  public synchronized boolean put(Escalation escalation) throws IOException {
    expire();
    byte[] record = RecordCodec.encode(escalation);
    long number = counts.escalated() + 1;
    Path file = folder.resolve(String.format("%012d%s", number, SUFFIX));
    Entry entry = Entry.of(escalation, number, file, record.length, nanoClock.getAsLong());
    while (waiting.bytes() + record.length > config.maxBytes()) {
      Optional<Entry> easier = waiting.easierThan(entry);
      if (easier.isEmpty()) {
        count(countsWith(escalation).plus(Settlement.EVICTED), escalation.id());
        return false;
      }
      settle(easier.get().id(), Settlement.EVICTED);
    }
    disk.write(file, record);
    counts = countsWith(escalation);
    waiting.add(entry);
    return true;
  }

  private OutboxCounts countsWith(Escalation taken) {
    return counts.plusEscalated(taken.audit(), taken.jpeg().length);
  }

  /** Counts, or throws and has counted nothing. */
  private void count(OutboxCounts next, String id) throws IOException {
    clearAway();
    ledger.write(new OutboxCountsFile.Page(next, id));
    counts = next;
  }

  /** What has waited too long goes, oldest first. */
  private void expire() throws IOException {
    long oldest = nanoClock.getAsLong() - config.maxAge().toNanos();
    for (Entry entry : waiting.bornBefore(oldest)) {
      settle(entry.id(), Settlement.EVICTED);
    }
  }

  /** The next frame to send of those that {@code wanted} takes; empty when there is none. */
  public synchronized Optional<Escalation> next(Predicate<String> wanted) {
    try {
      expire();
    } catch (IOException e) {
      log.warn("outbox {}: what is too old stays: {}", folder, e.getMessage());
    }
    for (Entry entry : waiting.inUploadOrder()) {
      if (wanted.test(entry.id())) {
        Optional<Escalation> escalation = get(entry.id());
        if (escalation.isPresent()) {
          return escalation;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A waiting frame. One that is damaged is counted as torn, and gone; one that cannot be read now
   * goes on waiting.
   */
  public synchronized Optional<Escalation> get(String id) {
    Entry entry = waiting.get(id);
    if (entry == null) {
      return Optional.empty();
    }
    byte[] record;
    try {
      record = Files.readAllBytes(entry.file());
    } catch (IOException e) {
      log.debug("{}: cannot be read now: {}", entry.file(), e.getMessage());
      return Optional.empty();
    }
    try {
      return Optional.of(RecordCodec.decode(record));
    } catch (IOException e) {
      log.warn("{}: {}; it is given up", entry.file(), e.getMessage());
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
    count(counts.plus(how), id);
    waiting.remove(entry);
    settled = entry.file();
    try {
      clearAway();
    } catch (IOException e) {
      log.warn("{}: settled, and not deleted yet: {}", entry.file(), e.getMessage());
    }
    return true;
  }

  /** The last settled record goes before the ledger forgets its id. */
  private void clearAway() throws IOException {
    if (settled != null) {
      DurableFiles.delete(settled);
      settled = null;
    }
  }

  public synchronized OutboxCounts counts() {
    return counts;
  }

  /** Frames waiting for a verdict. */
  public synchronized int size() {
    return waiting.size();
  }

  public synchronized long bytesOnDisk() {
    return waiting.bytes();
  }

  /** Ids waiting, for tests and for the start of a stream. */
  public synchronized Collection<String> ids() {
    return waiting.ids();
  }

  @Override
  public synchronized void close() throws IOException {
    ledger.close();
  }
}
