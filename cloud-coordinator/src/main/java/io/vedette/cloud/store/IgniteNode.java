package io.vedette.cloud.store;

import io.vedette.cloud.disk.DiskListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.pagemem.wal.IgniteWriteAheadLogManager;
import org.apache.ignite.internal.processors.cache.persistence.wal.WALPointer;
import org.apache.ignite.internal.processors.cluster.GridClusterStateProcessor;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.isolated.IsolatedDiscoverySpi;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;

/**
 * An embedded Ignite node with native persistence: a write that returned is on disk. It has no
 * peers: two coordinators on one machine must never find each other.
 *
 * <p>All writes go through {@link #write}, one at a time, each with one sync of the write-ahead
 * log. In Ignite's mode FSYNC a transaction syncs twice, so the mode is LOG_ONLY and the write
 * syncs itself. A transaction leaves one log record per key, so a process that is killed may leave
 * a part of them. Therefore the first key of every transaction is the {@link WriteJournal}: it
 * holds the whole write, and the next start applies it again.
 */
public final class IgniteNode implements AutoCloseable {

  /** Memory for hot pages, bytes; what does not fit stays on disk. */
  private static final long REGION_BYTES = 192L << 20;

  /** All tables share these: more would only mean more files. */
  private static final int PARTITIONS = 8;

  /** A log record must fit into a segment of the log; a larger one would never be written. */
  static final int MAX_WRITE_BYTES = 6 << 20;

  private static final int SEGMENT_BYTES = 16 << 20;

  private static final int ACTIVATION_SECONDS = 120;

  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9-]*");
  private static final String JOURNAL = "journal";
  private static final String LAST = "last";

  private static final String LOG = "wal";

  private final Ignite ignite;
  private final DiskListener disk;
  private final Path directory;
  private final Path logFolder;
  private final FileChannel lockFile;
  private final Map<String, IgniteTable> tables = new ConcurrentHashMap<>();
  private final IgniteTable journal;
  private final IgniteWriteAheadLogManager log;
  private long loggedBefore;
  private final WriteCount count;
  private long writes;
  private long lostWrites;

  /** What was written since an export began; null: there is none. */
  private @Nullable Set<RowKey> changed;

  private record RowKey(IgniteTable table, String key) {}

  private IgniteNode(
      Ignite ignite, FileChannel lockFile, WriteCount count, Path directory, DiskListener disk) {
    this.count = count;
    this.ignite = ignite;
    this.disk = disk;
    this.directory = directory;
    this.logFolder = directory.resolve(LOG);
    this.lockFile = lockFile;
    this.journal = table(JOURNAL);
    this.log = ((IgniteEx) ignite).context().cache().context().wal();
    this.loggedBefore = logBytes();
  }

  /**
   * Starts a node on a directory, which belongs to it alone.
   *
   * @throws IOException when another process has the directory, or what is in it cannot be read
   */
  public static IgniteNode open(Path directory) throws IOException {
    return open(directory, DiskListener.NONE);
  }

  /**
   * Starts a node whose writes and syncs are told to a listener.
   *
   * @throws IOException as above
   */
  public static IgniteNode open(Path directory, DiskListener disk) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Files.createDirectories(absolute);
    FileChannel lockFile = lock(absolute);
    try {
      WriteCount count = WriteCount.open(absolute);
      Ignite ignite = Ignition.start(configuration(absolute, disk));
      ignite.cluster().state(ClusterState.ACTIVE);
      awaitActive(ignite);
      IgniteNode node = new IgniteNode(ignite, lockFile, count, absolute, disk);
      node.finishLastWrite();
      return node;
    } catch (IgniteException e) {
      lockFile.close();
      throw new IOException(directory + ": the store does not start: " + e.getMessage(), e);
    }
  }

  /** A store with data activates itself, and makes no table before that is finished. */
  private static void awaitActive(Ignite ignite) throws IOException {
    GridClusterStateProcessor state = ((IgniteEx) ignite).context().state();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ACTIVATION_SECONDS);
    while (state.clusterState().transition()) {
      if (System.nanoTime() > end) {
        throw new IOException("the store did not start within " + ACTIVATION_SECONDS + " s");
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the store started", e);
      }
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel file =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock held;
    try {
      held = file.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      file.close();
      throw new IOException(
          directory + ": in use by another coordinator; stop it or choose another data directory");
    }
    return file;
  }

  private static IgniteConfiguration configuration(Path directory, DiskListener disk) {
    System.setProperty("IGNITE_NO_ASCII", "true");
    System.setProperty("IGNITE_QUIET", "false");
    System.setProperty("IGNITE_PERFORMANCE_SUGGESTIONS_DISABLED", "true");
    System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
    // The coordinator closes the node itself, after what writes to it.
    System.setProperty("IGNITE_NO_SHUTDOWN_HOOK", "true");
    DataStorageConfiguration storage =
        new DataStorageConfiguration()
            .setWalMode(WALMode.LOG_ONLY)
            .setWalSegments(4)
            .setWalSegmentSize(SEGMENT_BYTES)
            .setStoragePath(directory.resolve("pages").toString())
            .setWalPath(directory.resolve(LOG).toString())
            .setWalArchivePath(directory.resolve("wal-archive").toString())
            .setMaxWalArchiveSize(128L << 20)
            .setFileIOFactory(new ObservedFileIOFactory(disk))
            .setDefaultDataRegionConfiguration(
                new DataRegionConfiguration()
                    .setPersistenceEnabled(true)
                    .setInitialSize(32L << 20)
                    .setMaxSize(REGION_BYTES));
    TcpCommunicationSpi communication = new TcpCommunicationSpi();
    communication.setLocalAddress("127.0.0.1");
    return new IgniteConfiguration()
        .setIgniteInstanceName(directory.toString())
        .setConsistentId("coordinator")
        .setWorkDirectory(directory.resolve("work").toString())
        .setGridLogger(new Slf4jIgniteLogger())
        .setMetricsLogFrequency(0)
        .setLocalHost("127.0.0.1")
        .setDiscoverySpi(new IsolatedDiscoverySpi())
        .setCommunicationSpi(communication)
        .setClientConnectorConfiguration(null)
        .setConnectorConfiguration(null)
        .setPublicThreadPoolSize(2)
        .setSystemThreadPoolSize(4)
        .setStripedPoolSize(4)
        .setFailureHandler(new StoreFailureHandler())
        .setDataStorageConfiguration(storage);
  }

  /**
   * The table of a name, made when it is not there yet.
   *
   * @throws IllegalArgumentException when the name could not be that of a file: the node would not
   *     find the table after a restart
   */
  public IgniteTable table(String name) {
    if (!TABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of a table");
    }
    return tables.computeIfAbsent(name, n -> new IgniteTable(this, n, cache(n)));
  }

  private IgniteCache<String, byte[]> cache(String name) {
    return ignite.getOrCreateCache(
        new CacheConfiguration<String, byte[]>(name)
            .setGroupName("vedette")
            .setAtomicityMode(CacheAtomicityMode.TRANSACTIONAL)
            .setAffinity(new RendezvousAffinityFunction(false, PARTITIONS)));
  }

  /**
   * Makes changes durable, all of them or none, with one sync of the log. Of two changes of one key
   * the later one counts.
   *
   * @throws UncheckedIOException when the disk fails; whether the changes are durable is unknown
   * @throws IllegalArgumentException when they have more than 6 MiB
   */
  public synchronized void write(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    long bytes = changes.stream().mapToLong(Change::bytes).sum();
    if (bytes > MAX_WRITE_BYTES) {
      throw new IllegalArgumentException(
          "a write of "
              + bytes
              + " bytes, beginning with "
              + changes.get(0).table().name()
              + "/"
              + changes.get(0).key()
              + ", is larger than "
              + MAX_WRITE_BYTES);
    }
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(TransactionConcurrency.OPTIMISTIC, TransactionIsolation.READ_COMMITTED)) {
      journal.cache().put(LAST, new WriteJournal(writes + 1, changes).bytes());
      apply(changes);
      transaction.commit();
      disk.onWrite(logFolder, logged());
      disk.onSync(logFolder);
      log.flush(null, true);
      count.write(++writes);
      Set<RowKey> watched = changed;
      if (watched != null) {
        changes.forEach(change -> watched.add(new RowKey(change.table(), change.key())));
      }
    } catch (CacheException | IgniteException | IgniteCheckedException | IOException e) {
      throw new UncheckedIOException(
          new IOException("the store cannot write: " + e.getMessage(), e));
    }
  }

  /** Bytes of the log since the last write. */
  private int logged() {
    long before = loggedBefore;
    loggedBefore = logBytes();
    return (int) (loggedBefore - before);
  }

  private static void apply(List<Change> changes) {
    Map<IgniteTable, Map<String, Change>> byTable = new LinkedHashMap<>();
    changes.forEach(c -> byTable.computeIfAbsent(c.table(), t -> new TreeMap<>()).put(c.key(), c));
    byTable.forEach(
        (table, its) -> {
          Map<String, byte[]> put = new TreeMap<>();
          Set<String> removed = new TreeSet<>();
          its.forEach(
              (key, change) -> {
                byte[] value = change.value();
                if (value == null) {
                  removed.add(key);
                } else {
                  put.put(key, value);
                }
              });
          table.cache().putAll(put);
          table.cache().removeAll(removed);
        });
  }

  /** Applies the last write once more: a killed process may have left a part of it. */
  private void finishLastWrite() throws IOException {
    long promised = count.read();
    byte[] last = journal.get(LAST);
    if (last != null) {
      WriteJournal write = WriteJournal.read(last, this::table);
      writes = write.number() - 1;
      write(write.changes());
    }
    lostWrites = Math.max(0, promised - writes);
  }

  /**
   * How many of the latest writes were durable once and are not in the store: its log is damaged. 0
   * when all are there.
   */
  public long lostWrites() {
    return lostWrites;
  }

  /**
   * Gives every row as it is when this returns, and sometimes before that as it was earlier: the
   * last row of a key counts, and one without a value is not there. Writes go on meanwhile, but for
   * the moment in which the rows are given that changed last.
   *
   * @throws IOException that a reader throws
   */
  public void export(RowReader reader) throws IOException {
    synchronized (this) {
      if (changed != null) {
        throw new IllegalStateException("the store is exported already");
      }
      changed = new LinkedHashSet<>();
    }
    try {
      for (String name : ignite.cacheNames()) {
        if (!name.equals(JOURNAL)) {
          exportAll(table(name), reader);
        }
      }
      // What changed during the long look, without stopping anybody; then the little that is left.
      exportChanged(takeChanged(), reader);
      synchronized (this) {
        exportChanged(takeChanged(), reader);
      }
    } finally {
      synchronized (this) {
        changed = null;
      }
    }
  }

  private void exportAll(IgniteTable table, RowReader reader) throws IOException {
    try {
      table.forEach(
          (key, value) -> {
            try {
              reader.row(table.name(), key, value);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private synchronized Set<RowKey> takeChanged() {
    Set<RowKey> taken = changed == null ? Set.of() : changed;
    changed = new LinkedHashSet<>();
    return taken;
  }

  private void exportChanged(Set<RowKey> keys, RowReader reader) throws IOException {
    for (RowKey key : keys) {
      reader.row(key.table().name(), key.key(), key.table().get(key.key()));
    }
  }

  /** Bytes of the write-ahead log so far, to tell what a write costs. */
  public long logBytes() {
    WALPointer last = log.lastWritePointer();
    return last.index() * (long) SEGMENT_BYTES + last.fileOffset() + last.length();
  }

  /** Bytes of the files of the node. */
  public long storedBytes() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(IgniteNode::size).sum();
    } catch (IOException | UncheckedIOException e) {
      throw new UncheckedIOException(
          new IOException("the store's files cannot be listed: " + e.getMessage(), e));
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      ignite.close();
    } finally {
      count.close();
      lockFile.close();
    }
  }
}
