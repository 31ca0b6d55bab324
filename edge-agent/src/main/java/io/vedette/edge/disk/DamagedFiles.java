package io.vedette.edge.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that cannot be read are reported in one line and kept beside, for whoever wants to know.
 */
public final class DamagedFiles {

  /** What is added to the name of a file that is set aside. */
  public static final String SUFFIX = ".damaged";

  private static final Logger log = LoggerFactory.getLogger(DamagedFiles.class);

  /** So many stay in a folder, the last by name. */
  private static final int MAX_KEPT = 8;

  private DamagedFiles() {}

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
      all = files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path oldest : all.subList(0, Math.max(0, all.size() - MAX_KEPT))) {
      Files.deleteIfExists(oldest);
    }
  }
}
