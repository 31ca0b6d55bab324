package io.vedette.federated.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How much memory a process holds: what the kernel says under {@code /proc}, where there is one.
 */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** MiB; empty when the process is gone or the system does not say. */
  public static OptionalLong mebibytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          String kibibytes = line.replaceAll("[^0-9]", "");
          return OptionalLong.of(Long.parseLong(kibibytes) / 1024);
        }
      }
      return OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
