package io.vedette.cloud.identity.log;

import io.vedette.cloud.identity.log.AuditLogStore.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log. An entry is durable when {@link #append} returns: first its row, then the signed
 * head, so a crash between the two leaves a row more than the head knows, never one less. Entries
 * that are missing stay missing: the log goes on behind the gap, and every later check finds it.
 * Safe for use by several threads.
 */
public final class AuditLog {

  /** The oldest entries are dropped beyond this. */
  public static final long MAX_ENTRIES = 1_000_000;

  /** A check names so many faults at most. */
  static final int MAX_FAULTS = 20;

  /** One page is looked for among so many entries. */
  private static final int MAX_LOOKED_AT = 50_000;

  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);

  private final AuditLogStore store;
  private final AuditLogHeadFile headFile;
  private final long most;
  private final List<String> found = new ArrayList<>();
  private Span span;
  private AuditLogHead head;

  private AuditLog(AuditLogStore store, AuditLogHeadFile headFile, long most) {
    this.store = store;
    this.headFile = headFile;
    this.most = most;
    this.span = store.span().orElse(new Span(1, 0, AuditLogRows.NOTHING_BEFORE));
    this.head = start();
  }

  /**
   * Opens the log and compares its end with the head.
   *
   * @param head file of the signed head
   * @param keys Ed25519 pair that signs it
   */
  public static AuditLog open(AuditLogStore store, Path head, KeyPair keys) {
    return open(store, head, keys, MAX_ENTRIES);
  }

  static AuditLog open(AuditLogStore store, Path head, KeyPair keys, long most) {
    return new AuditLog(store, new AuditLogHeadFile(head, keys), most);
  }

  /** Where the log ends: at the head, or behind it when a crash came between row and head. */
  private AuditLogHead start() {
    AuditLogHead stored = end();
    Optional<AuditLogHead> signed;
    try {
      signed = headFile.read();
    } catch (IOException e) {
      found.add(String.valueOf(e.getMessage()));
      return stored;
    }
    if (signed.isEmpty()) {
      if (stored.last() > 0) {
        found.add(
            "the signed head is missing; entries may have been cut off behind " + stored.last());
      }
      return stored;
    }
    AuditLogHead known = signed.get();
    if (stored.last() < known.last()) {
      found.add("entries " + (stored.last() + 1) + " to " + known.last() + " are missing");
      return known;
    }
    byte[] row = known.last() == 0 ? null : store.read(known.last());
    if (row != null && !AuditLogRows.hash(row).equals(known.hash())) {
      found.add("entry " + known.last() + " was changed");
    }
    return stored;
  }

  private AuditLogHead end() {
    byte[] newest = span.last() == 0 ? null : store.read(span.last());
    return newest == null
        ? new AuditLogHead(span.last(), span.before())
        : new AuditLogHead(span.last(), AuditLogRows.hash(newest));
  }

  /** What was wrong when the log was opened, a line each; empty: nothing. */
  public List<String> faultsAtStart() {
    return List.copyOf(found);
  }

  /**
   * Appends an entry; its sequence number and the hash before it are set here.
   *
   * @throws UncheckedIOException when the disk fails: the entry is not in the log, or not in its
   *     head yet
   */
  public synchronized void append(AuditLogEntry entry) {
    AuditLogEntry placed = entry.after(head.last(), head.hash());
    byte[] row = AuditLogRows.write(placed);
    Span before = span;
    Span after = new Span(before.first(), placed.sequence(), before.before());
    long dropped = 0;
    if (after.last() - after.first() >= most) {
      byte[] oldest = store.read(after.first());
      String hash = oldest == null ? after.before() : AuditLogRows.hash(oldest);
      dropped = after.first();
      after = new Span(after.first() + 1, after.last(), hash);
    }
    store.append(after, row, dropped);
    span = after;
    head = new AuditLogHead(placed.sequence(), AuditLogRows.hash(row));
    try {
      headFile.write(head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Entries that match, newest first.
   *
   * @param before only entries with a lower sequence number; 0: all
   */
  public AuditLogPage page(AuditLogFilter filter, long before, int limit) {
    Span now = span();
    long at = before == 0 ? now.last() : Math.min(before - 1, now.last());
    List<AuditLogEntry> matching = new ArrayList<>();
    int looked = 0;
    for (; at >= now.first() && matching.size() < limit && looked < MAX_LOOKED_AT; at--, looked++) {
      AuditLogEntry entry = read(at);
      if (entry != null && filter.matches(entry)) {
        matching.add(entry);
      }
    }
    return new AuditLogPage(matching, at >= now.first() ? at + 1 : 0);
  }

  private synchronized Span span() {
    return span;
  }

  private @Nullable AuditLogEntry read(long sequence) {
    byte[] row = store.read(sequence);
    if (row == null) {
      return null;
    }
    try {
      return AuditLogRows.read(row);
    } catch (IOException e) {
      log.warn("entry {} of the audit log cannot be read: {}", sequence, e.getMessage());
      return null;
    }
  }

  /** Reads every entry that is kept and checks the chain, the numbers and the head. */
  public AuditLogVerdict verify() {
    Span kept;
    AuditLogHead end;
    List<String> faults;
    synchronized (this) {
      kept = span;
      end = head;
      faults = new ArrayList<>(found);
    }
    ChainCheck check = new ChainCheck(kept.before(), faults);
    for (long at = kept.first(); at <= kept.last() && faults.size() < MAX_FAULTS; at++) {
      check.row(at, store.read(at));
    }
    if (faults.isEmpty() && !check.hash().equals(end.hash())) {
      faults.add("the last entry is not the one that the head names");
    }
    return new AuditLogVerdict(kept.first(), kept.last(), check.checked(), end.hash(), faults);
  }
}
