package io.vedette.cloud.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.StoredBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactHousekeepingTest {

  private static final int BYTES = 1_000;

  @TempDir Path directory;

  private final Instant now = Instant.now();
  private final Set<String> used = new HashSet<>();
  private BlobStore blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = BlobStore.open(directory, 1 << 20);
  }

  private ArtifactHousekeeping housekeeping(int artifacts, Duration age) {
    return new ArtifactHousekeeping(
        new ArtifactRetentionConfig((long) artifacts * BYTES, age), blobs, () -> used, () -> now);
  }

  /** Stores an artifact. */
  private String stored(int content, Duration ago) throws Exception {
    byte[] bytes = new byte[BYTES];
    bytes[0] = (byte) content;
    String sha256 = blobs.put(bytes, "update").sha256();
    Files.setLastModifiedTime(blobs.file(sha256), FileTime.from(now.minus(ago)));
    return sha256;
  }

  private List<String> left() throws IOException {
    return blobs.blobs().stream().map(StoredBlob::sha256).toList();
  }

  @Test
  void theOldestThatNothingUsesGoUntilTheRestIsWithinTheBounds() throws Exception {
    String oldest = stored(1, Duration.ofDays(5));
    String inUse = stored(2, Duration.ofDays(400));
    String next = stored(3, Duration.ofDays(3));
    String newer = stored(4, Duration.ofDays(2));
    used.add(inUse);
    ArtifactHousekeeping housekeeping = housekeeping(1, Duration.ofDays(90));

    StorageUse wouldGo = housekeeping.review(false).get(0);
    assertThat(wouldGo)
        .isEqualTo(new StorageUse(StorageUse.Kind.ARTIFACTS, 4, 4 * BYTES, 2, 2 * BYTES));
    assertThat(left()).hasSize(4);

    assertThat(housekeeping.review(true).get(0)).isEqualTo(wouldGo);
    assertThat(left()).containsExactlyInAnyOrder(inUse, newer).doesNotContain(oldest, next);
    assertThat(housekeeping.review(true).get(0).unneeded()).isZero();
  }

  @Test
  void whatIsTooOldGoesWhateverTheRoom() throws Exception {
    stored(1, Duration.ofDays(11));
    String young = stored(2, Duration.ofDays(9));

    housekeeping(100, Duration.ofDays(10)).review(true);

    assertThat(left()).containsExactly(young);
  }

  @Test
  void whatMayBeNamedSoonStays() throws Exception {
    String old = stored(1, Duration.ofHours(2));
    String justStored = stored(2, Duration.ofMinutes(59));
    ArtifactHousekeeping housekeeping = housekeeping(0, Duration.ofMinutes(1));

    housekeeping.review(true);

    assertThat(left()).containsExactly(justStored).doesNotContain(old);
  }

  @Test
  void damageIsFoundByReadingAndToldWhileSomethingNeedsTheArtifact() throws Exception {
    String damaged = stored(1, Duration.ofDays(1));
    String whole = stored(2, Duration.ofDays(1));
    used.addAll(List.of(damaged, whole));
    Path file = blobs.file(damaged);
    byte[] bytes = Files.readAllBytes(file);
    bytes[500] ^= 4;
    Files.write(file, bytes);
    ArtifactHousekeeping housekeeping = housekeeping(0, null);

    assertThat(housekeeping.missing()).isEmpty();
    housekeeping.readNext();
    assertThat(housekeeping.missing()).containsExactly(damaged);
    assertThat(left()).containsExactly(whole);

    used.remove(damaged);
    assertThat(housekeeping.missing()).isEmpty();
    assertThat(housekeeping.review(true).get(1))
        .isEqualTo(new StorageUse(StorageUse.Kind.DAMAGED_ARTIFACTS, 1, BYTES, 1, BYTES));
    assertThat(blobs.damaged()).isEmpty();
  }
}
