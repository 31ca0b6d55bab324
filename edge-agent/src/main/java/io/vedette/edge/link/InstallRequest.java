package io.vedette.edge.link;

import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ReceivedManifest;
import java.time.Duration;

/**
 * The command to install a version.
 *
 * @param received the manifest as it was received
 * @param variant name of one of its variants
 * @param timeout how long it may take
 */
public record InstallRequest(
    String commandId,
    String rolloutId,
    ReceivedManifest received,
    String variant,
    Duration timeout) {

  public Manifest manifest() {
    return received.manifest();
  }
}
