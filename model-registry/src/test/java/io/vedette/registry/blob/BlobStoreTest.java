package io.vedette.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.wire.Digests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobStoreTest {

  private static final long LIMIT = 1 << 20;

  @TempDir Path folder;

  private final byte[] content = new byte[300_000];
  private String sha256;
  private BlobStore store;

  @BeforeEach
  void open() throws Exception {
    new Random(7).nextBytes(content);
    sha256 = Digests.sha256(content);
    store = BlobStore.open(folder, LIMIT);
  }

  @Test
  void deletesABlobAndListsTheOthers() throws Exception {
    Artifact kept = store.put(content, "training");
    Artifact gone = store.put(new byte[] {1, 2, 3}, "checkpoint");
    assertThat(digests()).containsExactlyInAnyOrder(kept.sha256(), gone.sha256());

    store.delete(gone.sha256());
    store.delete(gone.sha256());

    assertThat(store.has(gone.sha256())).isFalse();
    assertThat(digests()).containsExactly(kept.sha256());
    assertThatThrownBy(() -> store.delete("../keys"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("no SHA-256");
  }

  private List<String> digests() throws Exception {
    return store.blobs().stream().map(StoredBlob::sha256).toList();
  }

  @Test
  void aBlobThatTheDiskChangedIsSetAsideAndTakenAnew() throws Exception {
    Path file = store.put(new ByteArrayInputStream(content), sha256, content.length);
    byte[] changed = content.clone();
    changed[123_456] ^= 1;
    for (Reading reading : READINGS) {
      Files.write(file, changed);
      assertThatThrownBy(() -> reading.read(store, sha256))
          .hasMessageContaining("artifact " + sha256 + " is damaged on the disk")
          .hasMessageNotContaining("\n");
      assertThat(store.has(sha256)).isFalse();
      assertThat(store.damaged()).extracting(StoredBlob::sha256).containsExactly(sha256);

      store.put(content, "training");
      assertThat(store.damaged()).isEmpty();
      assertThat(reading.read(store, sha256)).isEqualTo(content);
    }
  }

  @Test
  void oneThatCameAnewWhileADamagedOneWasReadStays() throws Exception {
    Path file = store.put(new ByteArrayInputStream(content), sha256, content.length);
    byte[] changed = content.clone();
    changed[123_456] ^= 1;
    Files.write(file, changed);
    try (InputStream slow = store.open(sha256, 0);
        InputStream second = store.open(sha256, 0)) {
      slow.readNBytes(1_000);
      second.readNBytes(1_000);
      assertThatThrownBy(() -> store.file(sha256)).isInstanceOf(DamagedBlobException.class);
      assertThatThrownBy(second::readAllBytes).hasMessageContaining("is damaged on the disk");
      assertThat(store.damaged()).extracting(StoredBlob::sha256).containsExactly(sha256);
      store.put(content, "training");

      assertThatThrownBy(slow::readAllBytes).hasMessageContaining("is damaged on the disk");
    }
    assertThat(store.read(sha256)).isEqualTo(content);
    assertThat(store.damaged()).isEmpty();
  }

  @Test
  void anUploadIsNewWhenItIsWholeHoweverOldItsBytesAre() throws Exception {
    try (Upload upload = store.begin(sha256, content.length)) {
      upload.append(ByteBuffer.wrap(content));
    }
    Instant before = Instant.now().minus(Duration.ofHours(2));
    Files.setLastModifiedTime(
        folder.resolve("partial").resolve(sha256 + ".part"), FileTime.from(before));

    try (Upload upload = store.begin(sha256, content.length)) {
      upload.commit();
    }
    assertThat(store.deleteUnused(sha256, Instant.now().minus(Duration.ofHours(1)))).isFalse();
  }

  /** A way to read a whole blob. */
  private interface Reading {
    byte[] read(BlobStore store, String sha256) throws Exception;
  }

  private static final List<Reading> READINGS =
      List.of(
          BlobStore::read,
          (store, sha256) -> Files.readAllBytes(store.file(sha256)),
          (store, sha256) -> {
            try (InputStream in = store.open(sha256, 0)) {
              return in.readAllBytes();
            }
          },
          (store, sha256) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (InputStream in = store.open(sha256, 0)) {
              for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
              }
            }
            return bytes.toByteArray();
          });

  @Test
  void whatIsNewOrWasKeptIsNotDeletedAsUnused() throws Exception {
    Artifact old = store.put(content, "update");
    Artifact kept = store.put(new byte[] {1, 2, 3}, "update");
    Instant before = Instant.now().minus(Duration.ofHours(2));
    for (Artifact artifact : List.of(old, kept)) {
      Files.setLastModifiedTime(store.file(artifact.sha256()), FileTime.from(before));
    }
    assertThat(store.keep(kept.sha256())).isTrue();
    Instant since = Instant.now().minus(Duration.ofHours(1));

    assertThat(store.deleteUnused(kept.sha256(), since)).isFalse();
    assertThat(store.deleteUnused(old.sha256(), since)).isTrue();
    assertThat(store.deleteUnused(old.sha256(), since)).isFalse();
    assertThat(store.keep(old.sha256())).isFalse();
    assertThat(digests()).containsExactly(kept.sha256());
  }

  @Test
  void givesBackWhatWasPutFromAnyOffset() throws Exception {
    Artifact artifact = store.put(content, "frame");

    assertThat(artifact).isEqualTo(new Artifact(sha256, content.length, "frame"));
    assertThat(store.size(sha256)).isEqualTo(content.length);
    try (InputStream rest = store.open(sha256, 299_990)) {
      assertThat(rest.readAllBytes())
          .isEqualTo(java.util.Arrays.copyOfRange(content, 299_990, 300_000));
    }
    assertThat(store.put(content, "frame")).isEqualTo(artifact);
    assertThat(BlobStore.open(folder, LIMIT).has(sha256)).isTrue();
  }

  @Test
  void goesOnWhereAnUploadBrokeOff() throws Exception {
    try (Upload upload = store.begin(sha256, content.length)) {
      upload.append(ByteBuffer.wrap(content, 0, 123_456));
    }
    assertThat(store.has(sha256)).isFalse();

    store = BlobStore.open(folder, LIMIT);
    try (Upload upload = store.begin(sha256, content.length)) {
      assertThat(upload.offset()).isEqualTo(123_456);
      assertThatThrownBy(upload::commit).hasMessageContaining("has 123456 of 300000 bytes");
      upload.append(ByteBuffer.wrap(content, 123_456, content.length - 123_456));
      assertThat(upload.commit()).hasBinaryContent(content);
    }
    assertThat(partials()).isZero();
  }

  @Test
  void refusesAnotherContentThanPromised() throws Exception {
    byte[] other = content.clone();
    other[5]++;

    assertThatThrownBy(() -> put(other, content.length))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("arrived with digest " + Digests.sha256(other));
    assertThat(partials()).isZero();
    put(content, content.length);
    assertThat(store.has(sha256)).isTrue();
  }

  @Test
  void refusesMoreOrLessThanPromised() throws Exception {
    assertThatThrownBy(() -> put(content, content.length - 1)).hasMessageContaining("longer than");
    assertThatThrownBy(() -> put(content, content.length + 1))
        .hasMessageContaining("send the rest");
    assertThatThrownBy(() -> store.begin(sha256, LIMIT + 1)).hasMessageContaining("outside 0 to");
    assertThatThrownBy(() -> store.begin("../../" + sha256.substring(6), 1))
        .hasMessageContaining("is no SHA-256");
    assertThatThrownBy(() -> store.open(sha256, 0)).hasMessageContaining("is not here");
    assertThat(store.has("../partial")).isFalse();
  }

  @Test
  void takesOneBlobFromTwoSendersAtOnce() throws Exception {
    try (Upload first = store.begin(sha256, content.length);
        Upload second = store.begin(sha256, content.length)) {
      first.append(ByteBuffer.wrap(content, 0, 1000));
      assertThat(second.offset()).isZero();
      second.append(ByteBuffer.wrap(content));
      second.commit();
      first.append(ByteBuffer.wrap(content, 1000, content.length - 1000));
      assertThat(first.commit()).hasBinaryContent(content);
    }
    assertThat(partials()).isZero();
  }

  @Test
  void dropsAPartialThatIsTooLongForItsBlob() throws Exception {
    Files.write(folder.resolve("partial").resolve(sha256 + ".part"), new byte[400_000]);

    put(content, content.length);

    assertThat(store.file(sha256)).hasBinaryContent(content);
  }

  @Test
  void forgetsPartialsAfterAWeek() throws Exception {
    try (Upload upload = store.begin(sha256, content.length)) {
      upload.append(ByteBuffer.wrap(content, 0, 10));
    }
    BlobStore.open(folder, LIMIT);
    assertThat(partials()).isEqualTo(1);

    Path part = folder.resolve("partial").resolve(sha256 + ".part");
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    BlobStore.open(folder, LIMIT);
    assertThat(partials()).isZero();
  }

  private void put(byte[] bytes, long size) throws Exception {
    store.put(new ByteArrayInputStream(bytes), sha256, size);
  }

  private long partials() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("partial"))) {
      return files.count();
    }
  }
}
