package io.vedette.edge.link;

import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ReceivedManifest;
import java.time.Duration;

/**
 * Take on a version.
 *
 * @param received the version, as it came
 * @param variant which of the manifest's variants
 * @param patience how long it may take
 */
public record InstallRequest(
    String commandId,
    String rolloutId,
    ReceivedManifest received,
    String variant,
    Duration patience) {

  public Manifest manifest() {
    return received.manifest();
  }
}
