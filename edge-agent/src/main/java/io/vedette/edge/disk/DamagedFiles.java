package io.vedette.edge.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that cannot be read are reported in one line and kept beside, for whoever wants to know.
 */
public final class DamagedFiles {

  /** What is added to the name of a file that is set aside. */
  private static final String SUFFIX = ".damaged";

  private static final Logger log = LoggerFactory.getLogger(DamagedFiles.class);

  /** So many stay in a folder, the last by name. */
  private static final int MAX_KEPT = 8;

  private DamagedFiles() {}

  /** What reads the content of a file. */
  public interface Decoder<T> {

    /**
     * @throws IOException in a few words, when the content is damaged
     * @throws IllegalArgumentException the same, when a value cannot be
     */
    T decode(byte[] bytes) throws IOException;
  }

  /**
   * What a file holds; empty when there is no such file, or when it is damaged. A damaged file is
   * set aside.
   *
   * @param without what happens without the file, in a few words
   * @throws IOException when the disk fails
   */
  public static <T> Optional<T> readOrSetAside(Path file, Decoder<T> decoder, String without)
      throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return Optional.of(decoder.decode(bytes));
    } catch (IOException | IllegalArgumentException e) {
      setAside(file, e.getMessage() + "; " + without);
      return Optional.empty();
    }
  }

  /**
   * Renames a file, so that it is not read again.
   *
   * @param why in a few words
   * @throws IOException when it cannot be renamed
   */
  public static void setAside(Path file, String why) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + SUFFIX);
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    log.warn("{}: {}; set aside as {}", file, why, aside.getFileName());
    List<Path> all;
    try (Stream<Path> files = Files.list(aside.toAbsolutePath().getParent())) {
      all = files.filter(DamagedFiles::isSetAside).sorted().toList();
    }
    for (Path oldest : all.subList(0, Math.max(0, all.size() - MAX_KEPT))) {
      Files.deleteIfExists(oldest);
    }
  }

  /** Whether a file was set aside. */
  public static boolean isSetAside(Path file) {
    return file.toString().endsWith(SUFFIX);
  }
}
