package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.FloatTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers of teachers on disk, one file a picture, bounded: the oldest go first. A file that is
 * damaged is as one that is not there. Several trainings may share a folder: each finds what the
 * others have written, and counts what was there at its start and what it has itself met since.
 */
public final class TeacherMemory {

  private static final String PART = ".part";

  /** A file that has been half written for so long is nobody's any more. */
  private static final Duration STALE = Duration.ofHours(1);

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
      List<Found> found = new ArrayList<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Found.of(file).ifPresent(found::add);
        }
      }
      found.sort(Comparator.comparing(Found::written));
      for (Found one : found) {
        memory.meet(one);
      }
      memory.makeRoom();
      return memory;
    } catch (IOException | UncheckedIOException e) {
      throw new DetectorException(
          folder + ": the teacher's memory cannot be used (" + e.getMessage() + "); give another",
          e);
    }
  }

  /** A file of the folder. */
  private record Found(Path file, FileTime written, long size) {

    /** Empty where another training has just renamed it or made room. */
    static Optional<Found> of(Path file) throws IOException {
      try {
        return Optional.of(new Found(file, Files.getLastModifiedTime(file), Files.size(file)));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
  }

  private void meet(Found found) throws IOException {
    String name = found.file().getFileName().toString();
    if (!name.endsWith(PART)) {
      hold(name, found.size());
    } else if (found.written().toInstant().isBefore(Instant.now().minus(STALE))) {
      Files.deleteIfExists(found.file());
    }
  }

  /** The tensors kept under a key; empty where there are none, or none that can be read. */
  Optional<List<FloatTensor>> get(String key) {
    return bytes(key).flatMap(RememberedAnswer::read);
  }

  /** What is kept under a key; empty where nothing is, or nothing that can be read. */
  Optional<byte[]> bytes(String key) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(key));
      if (!sizes.containsKey(key)) {
        hold(key, bytes.length); // another training has written it
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps tensors under a key. */
  void put(String key, List<FloatTensor> tensors) throws DetectorException {
    put(key, RememberedAnswer.write(tensors));
  }

  /** Keeps bytes, which have a checksum of their own, under a key. */
  void put(String key, byte[] bytes) throws DetectorException {
    // another training may write the same answer now
    Path part = folder.resolve(key + "-" + ProcessHandle.current().pid() + PART);
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
