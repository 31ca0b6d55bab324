package io.vedette.federated.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherMemoryTest {

  private static final long ROOM = 1 << 20;

  @TempDir Path folder;

  private static List<FloatTensor> answer(int seed) {
    return List.of(
        FloatTensor.of(new float[] {seed, -0.5f, 1, 2, 3, 4}, 1, 2, 3),
        FloatTensor.of(new float[1], 1));
  }

  private static float first(Optional<List<FloatTensor>> answer) {
    return answer.orElseThrow().get(0).values()[0];
  }

  @Test
  void whatIsKeptComesBackAfterOpeningAgain() throws Exception {
    TeacherMemory.at(folder, ROOM).put("a", answer(7));

    List<FloatTensor> read = TeacherMemory.at(folder, ROOM).get("a").orElseThrow();

    assertThat(read).hasSize(2);
    assertThat(read.get(0).shape()).containsExactly(1, 2, 3);
    assertThat(read.get(0).values()).containsExactly(7, -0.5f, 1, 2, 3, 4);
    assertThat(TeacherMemory.at(folder, ROOM).get("b")).isEmpty();
  }

  @Test
  void theOldestGoWhenThereIsNoRoom() throws Exception {
    TeacherMemory memory = TeacherMemory.at(folder, ROOM);
    memory.put("a", answer(1));
    long size = Files.size(folder.resolve("a"));
    memory = TeacherMemory.at(folder, 2 * size);
    memory.put("b", answer(2));
    memory.put("c", answer(3));

    assertThat(memory.get("a")).isEmpty();
    assertThat(first(memory.get("b"))).isEqualTo(2);
    assertThat(first(memory.get("c"))).isEqualTo(3);
    assertThat(bytes()).isEqualTo(2 * size);

    Files.setLastModifiedTime(folder.resolve("c"), FileTime.from(Instant.EPOCH));
    TeacherMemory smaller = TeacherMemory.at(folder, size);

    assertThat(smaller.get("c")).isEmpty();
    assertThat(first(smaller.get("b"))).isEqualTo(2);
  }

  private long bytes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(f -> f.toFile().length()).sum();
    }
  }

  @Test
  void aDamagedFileIsAsOneThatIsNotThere() throws Exception {
    TeacherMemory memory = TeacherMemory.at(folder, ROOM);
    memory.put("a", answer(1));
    byte[] whole = Files.readAllBytes(folder.resolve("a"));
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 4;
      Files.write(folder.resolve("a"), damaged);
      assertThat(memory.get("a")).describedAs("byte " + i).isEmpty();
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("a"), Arrays.copyOf(whole, length));
      assertThat(memory.get("a")).describedAs("length " + length).isEmpty();
    }

    memory.put("a", answer(9));
    assertThat(first(memory.get("a"))).isEqualTo(9);
  }

  @Test
  void trainingsShareAFolder() throws Exception {
    TeacherMemory one = TeacherMemory.at(folder, ROOM);
    TeacherMemory other = TeacherMemory.at(folder, ROOM);
    one.put("a", answer(1));
    other.put("a", answer(1));
    other.put("b", answer(2));

    assertThat(first(one.get("b"))).isEqualTo(2);
    Files.delete(folder.resolve("b")); // the other has made room
    assertThat(one.get("b")).isEmpty();
  }

  @Test
  void whatAnotherTrainingIsWritingIsLeftAloneAndWhatADeadOneLeftIsNot() throws Exception {
    Path young = Files.createFile(folder.resolve("a-1.part"));
    Path old = Files.createFile(folder.resolve("b-2.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    TeacherMemory.at(folder, 0);

    assertThat(young).exists();
    assertThat(old).doesNotExist();
  }

  @Test
  void aPlaceThatIsNoFolderIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> TeacherMemory.at(file, ROOM))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith(file + ": the teacher's memory cannot be used");
  }
}
