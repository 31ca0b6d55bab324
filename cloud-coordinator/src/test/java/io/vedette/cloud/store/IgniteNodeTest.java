package io.vedette.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.disk.DiskListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgniteNodeTest {

  @TempDir Path directory;

  /** Counts syncs of the write-ahead log. */
  private static final class LogSyncs implements DiskListener {
    final AtomicInteger count = new AtomicInteger();

    @Override
    public void onSync(Path file) {
      if (file.toString().contains("wal")) {
        count.incrementAndGet();
      }
    }
  }

  @Test
  void aNameThatCannotBeThatOfAFileIsRefused() throws IOException {
    try (IgniteNode node = IgniteNode.open(directory)) {
      assertThatThrownBy(() -> node.table("history/scope"))
          .hasMessage("'history/scope' cannot be the name of a table");
    }
  }

  @Test
  void aWriteOfManyKeysSyncsTheLogOnce() throws IOException {
    LogSyncs syncs = new LogSyncs();
    try (IgniteNode node = IgniteNode.open(directory, syncs)) {
      IgniteTable a = node.table("a");
      IgniteTable b = node.table("b");
      node.write(List.of(new Change(a, "first", new byte[10])));
      int before = syncs.count.get();

      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        changes.add(new Change(i % 2 == 0 ? a : b, "key-" + i, new byte[1_000]));
      }
      changes.add(new Change(a, "first", null));
      node.write(changes);

      assertThat(syncs.count.get() - before).isEqualTo(1);
      assertThat(a.get("first")).isNull();
      assertThat(b.get("key-99")).hasSize(1_000);
    }
  }

  @Test
  void ofTwoChangesOfAKeyTheLaterOneCounts() throws IOException {
    try (IgniteNode node = IgniteNode.open(directory)) {
      IgniteTable a = node.table("a");

      node.write(List.of(new Change(a, "k", null), new Change(a, "k", new byte[] {1})));
      node.write(List.of(new Change(a, "l", new byte[] {1}), new Change(a, "l", null)));

      assertThat(a.get("k")).containsExactly(1);
      assertThat(a.get("l")).isNull();
    }
  }

  @Test
  void aWriteThatNoLogSegmentHoldsIsRefused() throws IOException {
    try (IgniteNode node = IgniteNode.open(directory)) {
      IgniteTable a = node.table("a");

      assertThatThrownBy(() -> a.put("large", new byte[7 << 20]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a/large");
      a.put("small", new byte[1]);
      assertThat(a.get("small")).hasSize(1);
    }
  }

  /** As after a kill between two keys of a transaction: the journal is there, the keys are not. */
  @Test
  void theNextStartFinishesTheLastWrite() throws IOException {
    try (IgniteNode node = IgniteNode.open(directory)) {
      IgniteTable a = node.table("a");
      a.put("old", new byte[] {1});
      byte[] journal =
          new WriteJournal(
                  2, List.of(new Change(a, "new", new byte[] {2}), new Change(a, "old", null)))
              .bytes();
      node.table("journal").cache().put("last", journal);
    }
    try (IgniteNode node = IgniteNode.open(directory)) {
      assertThat(node.table("a").get("new")).containsExactly(2);
      assertThat(node.table("a").get("old")).isNull();
    }
  }

  /** A flipped byte in the log: Ignite takes what comes before it for the whole log. */
  @Test
  void writesThatADamagedLogLostAreCounted() throws IOException {
    Path live = directory.resolve("live");
    Path killed = directory.resolve("killed");
    try (IgniteNode node = IgniteNode.open(live)) {
      for (int i = 0; i < 20; i++) {
        node.table("a").put("key-" + i, ("value " + i).getBytes(StandardCharsets.UTF_8));
      }
      copy(live, killed);
    }
    Path log = killed.resolve("wal/coordinator/0000000000000000.wal");
    byte[] bytes = Files.readAllBytes(log);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("value 12");
    bytes[at] ^= 1;
    Files.write(log, bytes);

    try (IgniteNode node = IgniteNode.open(killed)) {
      assertThat(node.lostWrites()).isBetween(1L, 10L);
      assertThat(node.table("a").get("key-9")).isNotNull();
    }
    try (IgniteNode node = IgniteNode.open(live)) {
      assertThat(node.lostWrites()).isZero();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.endsWith("lock")).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void anOlderDataDirectoryIsRefusedAndANewOneIsMarked() throws IOException {
    Path older = Files.createDirectories(directory.resolve("older"));
    Files.createDirectories(older.resolve("ignite"));
    Path fresh = directory.resolve("fresh");

    DataFormat.check(fresh);
    DataFormat.check(fresh);

    assertThat(fresh.resolve("format")).hasContent(Integer.toString(DataFormat.NUMBER));
    assertThatThrownBy(() -> DataFormat.check(older))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("older release")
        .hasMessageNotContaining("\n");
    Files.writeString(fresh.resolve("format"), "2");
    assertThatThrownBy(() -> DataFormat.check(fresh)).hasMessageContaining("format 2");
  }
}
