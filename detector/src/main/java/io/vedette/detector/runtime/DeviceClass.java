package io.vedette.detector.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What this machine is called where nobody says otherwise. Latencies are measured on a class and
 * looked up by its name, so whoever measures and whoever asks must call a machine the same.
 */
public final class DeviceClass {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** One family, as different systems and builds of Java call it. */
  private static final Map<String, String> FAMILIES =
      Map.of("amd64", "x86_64", "x86-64", "x86_64", "aarch64", "arm64");

  private DeviceClass() {}

  /** System, processor family and number of processors: {@code linux-x86_64-2cpu}. */
  public static String ofThisMachine() {
    return of(
        System.getProperty("os.name", "unknown"),
        arch(),
        Runtime.getRuntime().availableProcessors());
  }

  private static String arch() {
    return System.getProperty("os.arch", "unknown");
  }

  /**
   * @param system as Java has it: "Linux", "Mac OS X", "Windows 11"
   * @param processor as Java has it: "amd64", "aarch64"
   */
  static String of(String system, String processor, int processors) {
    String name = system.toLowerCase(Locale.ROOT);
    String plain = name.startsWith("mac") ? "macos" : name.split(" ")[0];
    return plain + "-" + family(processor) + "-" + processors + "cpu";
  }

  private static String family(String processor) {
    return FAMILIES.getOrDefault(processor, processor);
  }

  /** The processor's own name, or its family's if the system does not say. */
  public static String processor() {
    try {
      if (Files.isReadable(CPU_INFO)) {
        return Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8).stream()
            .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(family(arch()));
      }
    } catch (IOException e) {
      return family(arch());
    }
    return family(arch());
  }
}
