package io.vedette.registry.manifest;

import java.util.List;

/**
 * A registered version.
 *
 * @param manifest numbered and signed
 * @param gates what it passed or failed, in order
 */
public record Version(Manifest manifest, List<GateResult> gates) {

  public Version {
    gates = List.copyOf(gates);
  }

  public VersionId id() {
    return manifest.id();
  }
}
