package io.vedette.cloud.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
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
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.isolated.IsolatedDiscoverySpi;
import org.jspecify.annotations.Nullable;

/**
 * An embedded Ignite node with native persistence: a put that returned is on disk (write-ahead log,
 * FSYNC). It has no peers: two coordinators on one machine must never find each other.
 */
public final class IgniteNode implements AutoCloseable {

  /** Memory for hot pages, bytes; what does not fit stays on disk. */
  private static final long REGION_BYTES = 192L << 20;

  /** All tables share these: more would only mean more files. */
  private static final int PARTITIONS = 8;

  private final Ignite ignite;
  private final FileChannel lockFile;

  private IgniteNode(Ignite ignite, FileChannel lockFile) {
    this.ignite = ignite;
    this.lockFile = lockFile;
  }

  /**
   * Starts a node on a directory, which belongs to it alone.
   *
   * @throws IOException when another process has the directory, or what is in it cannot be read
   */
  public static IgniteNode open(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Files.createDirectories(absolute);
    FileChannel lockFile = lock(absolute);
    try {
      Ignite ignite = Ignition.start(configuration(absolute));
      ignite.cluster().state(ClusterState.ACTIVE);
      return new IgniteNode(ignite, lockFile);
    } catch (IgniteException e) {
      lockFile.close();
      throw new IOException(directory + ": the store does not start: " + e.getMessage(), e);
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

  private static IgniteConfiguration configuration(Path directory) {
    System.setProperty("IGNITE_NO_ASCII", "true");
    System.setProperty("IGNITE_QUIET", "false");
    System.setProperty("IGNITE_PERFORMANCE_SUGGESTIONS_DISABLED", "true");
    System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
    // The coordinator closes the node itself, after what writes to it.
    System.setProperty("IGNITE_NO_SHUTDOWN_HOOK", "true");
    DataStorageConfiguration storage =
        new DataStorageConfiguration()
            .setWalMode(WALMode.FSYNC)
            .setWalSegments(4)
            .setWalSegmentSize(16 << 20)
            .setStoragePath(directory.resolve("pages").toString())
            .setWalPath(directory.resolve("wal").toString())
            .setWalArchivePath(directory.resolve("wal-archive").toString())
            .setMaxWalArchiveSize(128L << 20)
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
        .setDataStorageConfiguration(storage);
  }

  /** The table of a name, made when it is not there yet. */
  public IgniteTable table(String name) {
    IgniteCache<String, byte[]> cache =
        ignite.getOrCreateCache(
            new CacheConfiguration<String, byte[]>(name)
                .setGroupName("vedette")
                .setAtomicityMode(CacheAtomicityMode.ATOMIC)
                .setAffinity(new RendezvousAffinityFunction(false, PARTITIONS)));
    return new IgniteTable(cache);
  }

  @Override
  public void close() throws IOException {
    try {
      ignite.close();
    } finally {
      lockFile.close();
    }
  }
}
