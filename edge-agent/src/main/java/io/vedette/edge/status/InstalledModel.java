package io.vedette.edge.status;

import io.vedette.registry.manifest.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The model that an agent runs.
 *
 * @param version null when the registry does not know the model
 * @param variant "fp32", "int8"; "" where there is no version
 * @param modelDigest SHA-256 of the ONNX file
 */
public record InstalledModel(@Nullable VersionId version, String variant, String modelDigest) {

  /** For people: "student:7 int8", or the digest of a model that is no version. */
  public String words() {
    return version == null ? modelDigest : version + " " + variant;
  }
}
