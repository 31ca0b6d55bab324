package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.FloatTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers of teachers on disk, one file a picture, bounded: the oldest go first. A file that is
 * damaged is as one that is not there.
 */
public final class TeacherMemory {

  private static final String PART = ".part";

  private final Path folder;
  private final long limit;
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private long held;

  private TeacherMemory(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @param limit bytes that the files may have together
   * @throws DetectorException when it cannot be read or made
   */
  public static TeacherMemory at(Path folder, long limit) throws DetectorException {
    TeacherMemory memory = new TeacherMemory(folder, limit);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted(Comparator.comparing(TeacherMemory::written)).toList()) {
          if (file.toString().endsWith(PART)) {
            Files.deleteIfExists(file);
          } else {
            memory.hold(file.getFileName().toString(), Files.size(file));
          }
        }
      }
      memory.makeRoom();
      return memory;
    } catch (IOException | UncheckedIOException e) {
      throw new DetectorException(
          folder + ": the teacher's memory cannot be used (" + e.getMessage() + "); give another",
          e);
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tensors kept under a key; empty where there are none, or none that can be read. */
  Optional<List<FloatTensor>> get(String key) {
    if (!sizes.containsKey(key)) {
      return Optional.empty();
    }
    try {
      return RememberedAnswer.read(Files.readAllBytes(folder.resolve(key)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps tensors under a key. */
  void put(String key, List<FloatTensor> tensors) throws DetectorException {
    byte[] bytes = RememberedAnswer.write(tensors);
    Path part = folder.resolve(key + PART);
    try {
      Files.write(part, bytes);
      Files.move(part, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
      hold(key, bytes.length);
      makeRoom();
    } catch (IOException e) {
      throw new DetectorException(
          folder + ": the teacher's memory cannot be written (" + e.getMessage() + "); make room",
          e);
    }
  }

  private void hold(String key, long size) {
    Long before = sizes.remove(key);
    held += size - (before == null ? 0 : before);
    sizes.put(key, size);
  }

  private void makeRoom() throws IOException {
    var oldest = sizes.entrySet().iterator();
    while (held > limit && oldest.hasNext()) {
      Map.Entry<String, Long> entry = oldest.next();
      Files.deleteIfExists(folder.resolve(entry.getKey()));
      held -= entry.getValue();
      oldest.remove();
    }
  }
}
