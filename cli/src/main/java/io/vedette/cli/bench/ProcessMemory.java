package io.vedette.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Resident memory of a process from /proc, now and at its peak; NaN where there is no /proc. */
public record ProcessMemory(double residentMiB, double peakMiB) {

  public static ProcessMemory ofThis() throws IOException {
    return of("self");
  }

  static ProcessMemory of(long pid) throws IOException {
    return of(Long.toString(pid));
  }

  private static ProcessMemory of(String process) throws IOException {
    Path status = Path.of("/proc", process, "status");
    if (!Files.exists(status)) {
      return new ProcessMemory(Double.NaN, Double.NaN);
    }
    List<String> lines = Files.readAllLines(status);
    return new ProcessMemory(value(lines, "VmRSS:"), value(lines, "VmHWM:"));
  }

  private static double value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
