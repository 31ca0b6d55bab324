package io.vedette.edge.link;

import io.vedette.registry.manifest.Manifest;
import java.time.Duration;

/**
 * Take on a version.
 *
 * @param variant which of the manifest's variants
 * @param patience how long it may take
 */
public record InstallOrder(
    String commandId, String rolloutId, Manifest manifest, String variant, Duration patience) {}
