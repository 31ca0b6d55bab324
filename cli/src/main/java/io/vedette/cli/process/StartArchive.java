package io.vedette.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The archive of loaded classes from which the JVM starts sooner. The launcher lets the JVM write
 * it when a run ends. A run that did its work has loaded what the next one needs, and says so by a
 * file beside the archive; that of any other run is not used.
 */
public final class StartArchive {

  /** The file beside the archive; the launcher sets it where an archive is being made. */
  private static final String MARK = "vedette.start.archive.mark";

  private StartArchive() {}

  /** The archive that is written when this run ends is worth keeping. */
  public static void keep() {
    String mark = System.getProperty(MARK);
    if (mark == null) {
      return;
    }
    try {
      Files.write(Path.of(mark), new byte[0]);
    } catch (IOException e) {
      // The next run tries again.
      LoggerFactory.getLogger(StartArchive.class).debug("no start archive", e);
    }
  }
}
