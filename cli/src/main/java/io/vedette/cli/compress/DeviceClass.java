package io.vedette.cli.compress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this machine is called where nobody says otherwise. */
public final class DeviceClass {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private DeviceClass() {}

  /** System, processor family and number of processors: {@code linux-x86_64-2cpu}. */
  public static String ofThisMachine() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(' ', '-');
    return system + "-" + family() + "-" + Runtime.getRuntime().availableProcessors() + "cpu";
  }

  /** The processor's own name, or its family's where the system does not tell. */
  public static String processor() {
    try {
      if (Files.isReadable(CPU_INFO)) {
        return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
            .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(family());
      }
    } catch (IOException e) {
      return family();
    }
    return family();
  }

  private static String family() {
    return System.getProperty("os.arch").replace("amd64", "x86_64");
  }
}
