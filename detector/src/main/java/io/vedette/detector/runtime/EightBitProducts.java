package io.vedette.detector.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Whether the processor adds up products of 8-bit codes in 32 bits (VNNI on x86-64, the dot product
 * of ARMv8.2). Without it, an x86-64 processor adds two products in 16 bits first, which saturate
 * with 8-bit weights and do not with 7-bit ones (ONNX Runtime, "Quantize ONNX models", on
 * reduce_range).
 */
public final class EightBitProducts {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** As Linux names them, in the lines "flags" and "Features" of cpuinfo. */
  private static final Set<String> FLAGS =
      Set.of("avx512_vnni", "avx_vnni", "avx_vnni_int8", "asimddp", "i8mm");

  private EightBitProducts() {}

  /** Of this machine; if the system does not say, only ARM on macOS is known to have it. */
  public static boolean here() {
    if (Platform.here() == Platform.MAC) {
      return System.getProperty("os.arch", "").equals("aarch64");
    }
    try {
      return Files.isReadable(CPU_INFO)
          && in(Files.readString(CPU_INFO, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the first processor in a Linux cpuinfo file has it. */
  static boolean in(String cpuInfo) {
    return cpuInfo
        .lines()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .findFirst()
        .map(line -> Arrays.asList(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
        .filter(flags -> flags.stream().anyMatch(FLAGS::contains))
        .isPresent();
  }
}
