package io.vedette.detector.runtime;

import java.util.Locale;

/** What a machine is, as far as execution providers care. */
enum Platform {
  LINUX_X86,
  LINUX_ARM,
  WINDOWS,
  MAC,
  ANDROID,
  OTHER;

  static Platform here() {
    return of(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        System.getProperty("java.vendor", ""));
  }

  static Platform of(String system, String processor, String vendor) {
    String name = system.toLowerCase(Locale.ROOT);
    if (vendor.contains("Android")) {
      return ANDROID;
    }
    if (name.startsWith("linux")) {
      return switch (processor) {
        case "amd64", "x86_64" -> LINUX_X86;
        case "aarch64" -> LINUX_ARM;
        default -> OTHER;
      };
    }
    return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MAC : OTHER;
  }
}
