package io.vedette.edge.update;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How versions are installed. Zero means the default.
 *
 * @param signingKey X.509 file with the registry's public key; null: the first key that a
 *     coordinator offers is trusted
 * @param selfTestFrames recent frames that a new version must answer; default 8
 * @param maxLatencyFactor a new version may be so many times as slow as the running one; default 5
 */
public record UpdateConfig(@Nullable Path signingKey, int selfTestFrames, double maxLatencyFactor) {

  public UpdateConfig {
    selfTestFrames = selfTestFrames == 0 ? 8 : selfTestFrames;
    maxLatencyFactor = maxLatencyFactor == 0 ? 5 : maxLatencyFactor;
    if (selfTestFrames < 1 || selfTestFrames > 100 || !(maxLatencyFactor > 1)) {
      throw new IllegalArgumentException(
          "update: selfTestFrames is 1 to 100, maxLatencyFactor above 1");
    }
  }

  public static UpdateConfig defaults() {
    return new UpdateConfig(null, 0, 0);
  }
}
