package io.vedette.registry.manifest;

import java.util.regex.Pattern;

/**
 * A stored file, named by its content.
 *
 * @param sha256 lower-case hexadecimal, 64 characters
 * @param size bytes
 * @param role what it is: "training", "fp32", "int8", "dataset", "frame", "update"
 */
public record Artifact(String sha256, long size, String role) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public Artifact {
    if (!isDigest(sha256)) {
      throw new IllegalArgumentException(
          "'" + sha256 + "' is no SHA-256 (64 lower-case hexadecimal digits)");
    }
    if (size < 0) {
      throw new IllegalArgumentException("artifact " + sha256 + " has size " + size);
    }
  }

  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }
}
