package io.vedette.cloud.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.frame.NewFrame;
import io.vedette.cloud.store.Change;
import io.vedette.cloud.store.DataFormat;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.registry.blob.BlobStore;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a store that is written to meanwhile, restored elsewhere. */
class BackupTest {

  private static final int ROWS = 3_000;

  @TempDir Path folder;

  private Path data;
  private BackupFolder backups;
  private IgniteNode node;
  private BlobStore blobs;
  private FrameSegments segments;

  @BeforeEach
  void open() throws IOException {
    data = folder.resolve("data");
    backups = new BackupFolder(folder.resolve("backups"));
    DataFormat.check(data);
    node = IgniteNode.open(data.resolve("ignite"));
    blobs = BlobStore.open(data.resolve("blobs"), 1 << 20);
    segments = FrameSegments.open(data.resolve("frames"), 1 << 20, DiskListener.NONE);
    Files.createDirectories(data.resolve("keys"));
    Files.writeString(data.resolve("keys/signing.key"), "secret");
  }

  @AfterEach
  void close() throws IOException {
    segments.close();
    node.close();
  }

  private Path backUp(String name) throws IOException {
    Path part = backups.part(name);
    new BackupWriter(data, node, blobs, segments, backups.artifacts()).write(part, 1_000);
    backups.finish(name);
    return backups.of(name);
  }

  private static Map<String, String> rows(IgniteNode of) throws IOException {
    Map<String, String> rows = new HashMap<>();
    of.export(
        (table, key, value) -> {
          if (value == null) {
            rows.remove(table + "/" + key);
          } else {
            rows.put(table + "/" + key, new String(value, UTF_8));
          }
        });
    return rows;
  }

  private void put(String table, String key, String value) {
    node.write(List.of(new Change(node.table(table), key, value.getBytes(UTF_8))));
  }

  @Test
  void everyRowEveryPictureAndEveryArtifactComesBack() throws Exception {
    for (int i = 0; i < ROWS; i += 100) {
      List<Change> group = new ArrayList<>();
      for (int j = i; j < i + 100; j++) {
        group.add(new Change(node.table("t-" + j % 3), "key-" + j, ("row " + j).getBytes(UTF_8)));
      }
      node.write(group);
    }
    byte[] picture = {1, 2, 3};
    String digest = Digests.sha256(picture);
    FrameLocation at = segments.append(List.of(new NewFrame(picture, digest))).get(0);
    String model = blobs.put("weights".getBytes(UTF_8), "model").sha256();
    Map<String, String> before = rows(node);
    assertThat(before).hasSize(ROWS);

    Files.writeString(data.resolve("keys/audit-log-head.json.part"), "half");

    Path backup = backUp("20260101-000000Z");
    Path restored = folder.resolve("restored");
    BackupManifest manifest = Restore.run(backup, restored, line -> {});

    assertThat(manifest.rows()).isEqualTo(ROWS);
    try (IgniteNode again = IgniteNode.open(restored.resolve("ignite"))) {
      assertThat(rows(again)).isEqualTo(before);
    }
    BlobStore artifacts = BlobStore.open(restored.resolve("blobs"), 1 << 20);
    assertThat(artifacts.read(model)).asString(UTF_8).isEqualTo("weights");
    try (FrameSegments frames =
        FrameSegments.open(restored.resolve("frames"), 1 << 20, DiskListener.NONE)) {
      assertThat(frames.read(at, digest)).isEqualTo(picture);
    }
    assertThat(restored.resolve("keys/signing.key")).hasContent("secret");
    assertThat(restored.resolve("keys/audit-log-head.json.part")).doesNotExist();
    assertThat(restored.resolve("format")).hasContent(DataFormat.NUMBER + "\n");
  }

  @Test
  void writesOfOneMomentAreAllInItOrNone() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 1; !over.get(); i++) {
                byte[] value = Integer.toString(i).getBytes(UTF_8);
                node.write(
                    List.of(
                        new Change(node.table("a"), "count", value),
                        new Change(node.table("z"), "count", value),
                        new Change(node.table("log"), "entry-" + i % 50, i % 7 == 0 ? null : value),
                        new Change(
                            node.table("zlog"), "entry-" + i % 50, i % 7 == 0 ? null : value)));
              }
            });
    writer.start();
    try {
      for (int round = 0; round < 5; round++) {
        Path backup = backUp("20260101-00000" + round + "Z");
        Path restored = folder.resolve("restored-" + round);
        Restore.run(backup, restored, line -> {});
        try (IgniteNode again = IgniteNode.open(restored.resolve("ignite"))) {
          Map<String, String> rows = rows(again);
          assertThat(rows.get("a/count")).isEqualTo(rows.get("z/count"));
          for (int i = 0; i < 50; i++) {
            assertThat(rows.get("log/entry-" + i)).isEqualTo(rows.get("zlog/entry-" + i));
          }
        }
      }
    } finally {
      over.set(true);
      writer.join();
    }
  }

  @Test
  void aChangedFileIsFoundAndLeavesNothing() throws Exception {
    put("a", "k", "v");
    String model = blobs.put("weights".getBytes(UTF_8), "model").sha256();
    Path backup = backUp("20260101-000000Z");
    Path restored = folder.resolve("restored");

    Path keys = backup.resolve("keys/signing.key");
    Files.writeString(keys, "Secret");
    assertThatThrownBy(() -> Restore.run(backup, restored, line -> {}))
        .hasMessageEndingWith("signing.key: its content was changed; the backup is damaged");
    Files.writeString(keys, "secret");

    byte[] rows = Files.readAllBytes(backup.resolve(BackupWriter.ROWS));
    byte[] flipped = rows.clone();
    flipped[flipped.length / 2] ^= 1;
    Files.write(backup.resolve(BackupWriter.ROWS), flipped);
    assertThatThrownBy(() -> Restore.run(backup, restored, line -> {}))
        .hasMessageEndingWith("rows.gz: its content was changed; the backup is damaged");
    Files.write(backup.resolve(BackupWriter.ROWS), rows);

    Path artifact = BlobStore.place(folder.resolve("backups/artifacts"), model);
    Files.writeString(artifact, "Weights");
    assertThatThrownBy(() -> Restore.run(backup, restored, line -> {})).hasMessageContaining(model);
    Files.delete(artifact);
    assertThatThrownBy(() -> Restore.run(backup, restored, line -> {}))
        .hasMessageEndingWith("artifact " + model + " is missing");
    assertThat(restored).doesNotExist();
  }

  @Test
  void whatIsNoBackupIsRefusedInOneLine() throws Exception {
    Path nothing = Files.createDirectories(folder.resolve("nothing"));
    assertThatThrownBy(() -> Restore.run(nothing, folder.resolve("r"), line -> {}))
        .hasMessage(nothing + ": no backup; it has no backup.json");
    put("a", "k", "v");
    Path backup = backUp("20260101-000000Z");
    assertThatThrownBy(() -> Restore.run(backup, data, line -> {}))
        .hasMessage(data + ": is not empty; restore into a new directory");
    Path manifest = backup.resolve(BackupManifest.NAME);
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("keys/signing.key", "../../outside"));
    assertThatThrownBy(() -> Restore.run(backup, folder.resolve("r"), line -> {}))
        .hasMessageEndingWith("'../../outside' is no file of a backup");
    Files.writeString(manifest, text.replaceFirst("\"format\":\\d+", "\"format\":1"));
    assertThatThrownBy(() -> Restore.run(backup, folder.resolve("r"), line -> {}))
        .hasMessageContaining("in format 1, and this release reads");
  }

  @Test
  void theNewestAreKeptWithTheirArtifacts() throws Exception {
    String first = blobs.put("first".getBytes(UTF_8), "model").sha256();
    backUp("20260101-000000Z");
    blobs.delete(first);
    String second = blobs.put("second".getBytes(UTF_8), "model").sha256();
    backUp("20260102-000000Z");
    backups.part("20260103-000000Z");
    Files.createDirectories(folder.resolve("backups/20260103-000000Z.part"));
    assertThat(backups.artifacts().has(first)).isTrue();

    backups.keep(1);

    assertThat(backups.names()).containsExactly("20260102-000000Z");
    assertThat(backups.artifacts().has(first)).isFalse();
    assertThat(backups.artifacts().has(second)).isTrue();
    assertThat(folder.resolve("backups/20260103-000000Z.part")).doesNotExist();
  }

  @Test
  void onlyItsOwnerReadsABackup() throws Exception {
    Path backup = backUp("20260101-000000Z");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(backup.resolve("keys/signing.key"))))
        .isEqualTo("rw-------");
  }
}
