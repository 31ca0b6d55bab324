package io.vedette.edge.outbox;

import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
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
 * Escalations on disk until they are settled. Audits are sent first, then the hardest, then the
 * oldest. A full outbox evicts the easiest that is no audit, the oldest of those; what is too old
 * is evicted as well. Safe for use by many threads.
 */
public final class Outbox implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final String SUFFIX = ".escalation";

  private final Path folder;
  private final OutboxConfig config;
  private final Writer writer;
  private final LongSupplier nanoClock;
  private final OutboxCountsFile countsFile;
  private final OutboxQueue waiting = new OutboxQueue();
  private volatile Runnable listener = () -> {};
  private OutboxCounts counts;

  /** The record that was settled last, while its file is still there. */
  private @Nullable Path settled;

  /**
   * Writes a file durably: when this returns it survives a crash, when it throws it is not there.
   */
  @FunctionalInterface
  interface Writer {
    void write(Path file, byte[] bytes) throws IOException;
  }

  private Outbox(Path folder, OutboxConfig config, Writer writer, LongSupplier nanoClock)
      throws IOException {
    this.folder = folder;
    this.config = config;
    this.writer = writer;
    this.nanoClock = nanoClock;
    this.countsFile = OutboxCountsFile.open(folder.resolve("ledger"));
    this.counts = countsFile.counts();
  }

  /** Opens the outbox that an earlier process left in a folder, or a new one. */
  public static Outbox open(Path folder, OutboxConfig config) throws IOException {
    return open(folder, config, DurableFiles::write, System::nanoTime);
  }

  /**
   * @param nanoClock monotonic, so that a step of the wall clock makes no record too old
   */
  static Outbox open(Path folder, OutboxConfig config, Writer writer, LongSupplier nanoClock)
      throws IOException {
    Files.createDirectories(folder);
    Outbox outbox = new Outbox(folder, config, writer, nanoClock);
    try {
      outbox.recover();
    } catch (IOException | RuntimeException e) {
      outbox.close();
      throw e;
    }
    return outbox;
  }

  private synchronized void recover() throws IOException {
    String settling = countsFile.settling();
    for (Path part : filesEnding(DurableFiles.PART)) {
      Files.delete(part);
    }
    for (Path file : filesEnding(SUFFIX)) {
      long number = numberOf(file);
      try {
        Escalation escalation = EscalationFile.decode(Files.readAllBytes(file));
        if (escalation.id().equals(settling)) {
          DurableFiles.delete(file);
          continue;
        }
        if (number > counts.escalated()) {
          counts = countsWith(escalation);
        }
        waiting.add(Entry.of(escalation, number, file, Files.size(file), putNanos(file)));
      } catch (IOException e) {
        if (number > counts.escalated()) {
          counts = counts.plusEscalated(false, 0);
        }
        counts = counts.plus(Settlement.TORN);
        DamagedFiles.setAside(file, String.valueOf(e.getMessage()));
      }
    }
    writeCounts(counts, "");
  }

  private List<Path> filesEnding(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** When a file of an earlier process was written, on this one's clock. */
  private long putNanos(Path file) throws IOException {
    long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
    return nanoClock.getAsLong() - Math.max(0, age) * 1_000_000;
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  /**
   * Calls a listener after every put, on the thread that put. It must return at once.
   *
   * @param listener in place of an earlier one
   */
  public void onPut(Runnable listener) {
    this.listener = listener;
  }

  /**
   * Puts a frame; when this returns it survives a crash. A full outbox evicts others first.
   *
   * @return false when the frame itself is the first to evict
   */
  public boolean put(Escalation escalation) throws IOException {
    boolean kept = store(escalation);
    if (kept) {
      listener.run();
    }
    return kept;
  }

  private synchronized boolean store(Escalation escalation) throws IOException {
    expire();
    byte[] record = EscalationFile.encode(escalation);
    long number = counts.escalated() + 1;
    Path file = folder.resolve(String.format("%012d%s", number, SUFFIX));
    Entry entry = Entry.of(escalation, number, file, record.length, nanoClock.getAsLong());
    while (waiting.bytes() + record.length > config.maxBytes()) {
      Optional<Entry> victim = waiting.firstToEvict(entry);
      if (victim.isEmpty()) {
        writeCounts(countsWith(escalation).plus(Settlement.EVICTED), escalation.id());
        return false;
      }
      settle(victim.get().id(), Settlement.EVICTED);
    }
    writer.write(file, record);
    counts = countsWith(escalation);
    waiting.add(entry);
    return true;
  }

  private OutboxCounts countsWith(Escalation added) {
    return counts.plusEscalated(added.cause().audit(), added.picture().jpeg().length);
  }

  /** Writes the counts; when it throws nothing has changed. */
  private void writeCounts(OutboxCounts next, String id) throws IOException {
    deleteSettled();
    countsFile.write(next, id);
    counts = next;
  }

  /** Evicts what is too old, oldest first. */
  private void expire() throws IOException {
    long oldest = nanoClock.getAsLong() - config.maxAge().toNanos();
    for (Entry entry : waiting.putBefore(oldest)) {
      settle(entry.id(), Settlement.EVICTED);
    }
  }

  /** The next frame to send, of those that are wanted; empty when there is none. */
  public synchronized Optional<Escalation> next(Predicate<WaitingFrame> wanted) {
    try {
      expire();
    } catch (IOException e) {
      log.warn("outbox {}: too old frames cannot be evicted: {}", folder, e.getMessage());
    }
    for (Entry entry : waiting.inUploadOrder()) {
      if (wanted.test(entry.frame())) {
        Optional<Escalation> escalation = get(entry.id());
        if (escalation.isPresent()) {
          return escalation;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A waiting frame. A damaged one is counted as torn and set aside; one that cannot be read now
   * keeps waiting.
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
      return Optional.of(EscalationFile.decode(record));
    } catch (IOException e) {
      setAside(entry, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void setAside(Entry damaged, String why) {
    try {
      DamagedFiles.setAside(damaged.file(), why);
      settle(damaged.id(), Settlement.TORN);
    } catch (IOException e) {
      log.warn("outbox {}: {}", folder, e.getMessage());
    }
  }

  /**
   * Removes a frame. The same id a second time changes nothing.
   *
   * @return whether it was waiting
   */
  public synchronized boolean settle(String id, Settlement how) throws IOException {
    Entry entry = waiting.get(id);
    if (entry == null) {
      return false;
    }
    writeCounts(counts.plus(how), id);
    waiting.remove(entry);
    settled = entry.file();
    try {
      deleteSettled();
    } catch (IOException e) {
      log.warn("{}: settled, but cannot be deleted yet: {}", entry.file(), e.getMessage());
    }
    return true;
  }

  /** The file of the last settled record is deleted before the counts file forgets its id. */
  private void deleteSettled() throws IOException {
    if (settled != null) {
      DurableFiles.delete(settled);
      settled = null;
    }
  }

  public synchronized OutboxStatus status() {
    return new OutboxStatus(counts, waiting.size(), waiting.bytes());
  }

  /** Frames waiting for a verdict. */
  public synchronized int size() {
    return waiting.size();
  }

  /** Ids of the waiting frames. */
  public synchronized Collection<String> ids() {
    return waiting.ids();
  }

  @Override
  public synchronized void close() throws IOException {
    countsFile.close();
  }
}
