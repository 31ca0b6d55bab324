package io.vedette.cloud.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file {@code format} of a data directory: the number of the form in which it is written. */
public final class DataFormat {

  /** Of this release. */
  public static final int NUMBER = 4;

  private DataFormat() {}

  /**
   * Marks a new data directory, and refuses one of another form.
   *
   * @throws IOException in one line for people: the directory is of another form, or unreadable
   */
  public static void check(Path data) throws IOException {
    Path marker = data.resolve("format");
    if (Files.exists(marker)) {
      String found = Files.readString(marker).strip();
      if (!found.equals(Integer.toString(NUMBER))) {
        throw new IOException(
            data
                + ": written in format "
                + (found.length() > 20 ? "unknown" : found)
                + ", and this release reads "
                + NUMBER
                + "; start the release that wrote it, or choose another data directory");
      }
    } else if (Files.exists(data.resolve("ignite"))) {
      throw new IOException(
          data
              + ": written by an older release, whose data this one cannot read; choose another data"
              + " directory, or move this one away");
    } else {
      mark(data, marker);
    }
  }

  private static void mark(Path data, Path marker) throws IOException {
    Files.createDirectories(data);
    Path part = data.resolve("format.part");
    try (FileChannel file =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(StandardCharsets.UTF_8.encode(NUMBER + "\n"));
      file.force(true);
    }
    Files.move(part, marker, StandardCopyOption.ATOMIC_MOVE);
  }
}
