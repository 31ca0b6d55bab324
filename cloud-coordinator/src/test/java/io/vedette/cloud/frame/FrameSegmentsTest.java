package io.vedette.cloud.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.disk.DiskListener;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSegmentsTest {

  @TempDir Path folder;

  private static NewFrame frame(int seed, int bytes) {
    byte[] picture = new byte[bytes];
    new Random(seed).nextBytes(picture);
    return new NewFrame(picture, Digests.sha256(picture));
  }

  private static List<NewFrame> frames(int count, int bytes) {
    List<NewFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(frame(i, bytes));
    }
    return frames;
  }

  @Test
  void manyFramesAreAppendedWithOneSync() throws IOException {
    AtomicInteger syncs = new AtomicInteger();
    DiskListener disk =
        new DiskListener() {
          @Override
          public void onSync(Path file) {
            syncs.incrementAndGet();
          }
        };
    List<NewFrame> frames = frames(600, 100);
    try (FrameSegments segments = FrameSegments.open(folder, 1 << 20, disk)) {
      segments.append(List.of(frame(0, 10)));
      syncs.set(0);

      List<FrameLocation> places = segments.append(frames);

      assertThat(syncs).hasValue(1);
      for (int i = 0; i < frames.size(); i++) {
        assertThat(segments.read(places.get(i), frames.get(i).sha256()))
            .isEqualTo(frames.get(i).jpeg());
      }
    }
  }

  @Test
  void aFullSegmentAndARestartBeginAnother() throws IOException {
    NewFrame frame = frame(1, 600);
    FrameLocation first;
    try (FrameSegments segments = FrameSegments.open(folder, 1_000, DiskListener.NONE)) {
      first = segments.append(List.of(frame)).get(0);
      assertThat(segments.append(List.of(frame)).get(0).segment()).isEqualTo(1);
      assertThat(segments.append(List.of(frame)).get(0).segment()).isEqualTo(2);
    }
    try (FrameSegments segments = FrameSegments.open(folder, 1_000, DiskListener.NONE)) {
      assertThat(segments.append(List.of(frame)).get(0).segment()).isEqualTo(3);
      assertThat(segments.read(first, frame.sha256())).isEqualTo(frame.jpeg());
      assertThat(segments.segments()).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void everyFlippedByteIsFound() throws IOException {
    NewFrame frame = frame(1, 50);
    try (FrameSegments segments = FrameSegments.open(folder, 1 << 20, DiskListener.NONE)) {
      FrameLocation place = segments.append(List.of(frame)).get(0);
      Path file = folder.resolve("000000000001.frames");
      byte[] whole = Files.readAllBytes(file);
      for (int at = (int) place.offset(); at < whole.length; at++) {
        byte[] damaged = whole.clone();
        damaged[at] ^= 4;
        Files.write(file, damaged);
        assertThatThrownBy(() -> segments.read(place, frame.sha256()))
            .as("byte %s", at)
            .isInstanceOf(DamagedFrameException.class);
      }
      Files.write(file, whole);
      assertThat(segments.read(place, frame.sha256())).isEqualTo(frame.jpeg());
    }
  }

  @Test
  void aShortOrMissingFileIsFound() throws IOException {
    NewFrame frame = frame(1, 50);
    try (FrameSegments segments = FrameSegments.open(folder, 1 << 20, DiskListener.NONE)) {
      FrameLocation place = segments.append(List.of(frame)).get(0);
      Path file = folder.resolve("000000000001.frames");
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60));
      assertThatThrownBy(() -> segments.read(place, frame.sha256()))
          .isInstanceOf(DamagedFrameException.class)
          .hasMessageContaining("ends within the frame");
      Files.delete(file);
      assertThatThrownBy(() -> segments.read(place, frame.sha256()))
          .isInstanceOf(DamagedFrameException.class)
          .hasMessageContaining("is not there");
    }
  }

  @Test
  void afterAFailedSyncTheNextFramesGoIntoAnotherSegment() throws IOException {
    AtomicInteger failures = new AtomicInteger();
    DiskListener disk =
        new DiskListener() {
          @Override
          public void onSync(Path file) throws IOException {
            if (failures.getAndDecrement() > 0) {
              throw new IOException("no space left on device");
            }
          }
        };
    NewFrame frame = frame(1, 50);
    try (FrameSegments segments = FrameSegments.open(folder, 1 << 20, disk)) {
      FrameLocation before = segments.append(List.of(frame)).get(0);
      failures.set(1);
      assertThatThrownBy(() -> segments.append(List.of(frame))).isInstanceOf(IOException.class);

      FrameLocation after = segments.append(List.of(frame)).get(0);

      assertThat(after.segment()).isGreaterThan(before.segment());
      assertThat(segments.read(before, frame.sha256())).isEqualTo(frame.jpeg());
      assertThat(segments.read(after, frame.sha256())).isEqualTo(frame.jpeg());
    }
  }
}
