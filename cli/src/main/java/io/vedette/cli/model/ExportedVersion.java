package io.vedette.cli.model;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Variant;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A version as files: {@code manifest.json}, an ONNX file per variant, and {@code training.onnx}.
 *
 * @param folder where they lie
 */
record ExportedVersion(Path folder, Manifest manifest) {

  private static final String MANIFEST = "manifest.json";

  /** Downloads a version; the manifest comes last, so that a folder that has one is whole. */
  static ExportedVersion fetch(Manifest manifest, ArtifactClient artifacts, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, Artifact> file : files(manifest).entrySet()) {
      Artifact artifact = file.getValue();
      artifacts.download(artifact.sha256(), artifact.size(), folder.resolve(file.getKey()));
    }
    Files.writeString(folder.resolve(MANIFEST), ManifestCodec.toJson(manifest));
    return new ExportedVersion(folder, manifest);
  }

  /**
   * @throws RegistryException when there is no manifest, or a wrong one
   */
  static ExportedVersion open(Path folder) throws IOException, RegistryException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new RegistryException(folder + ": no exported version (no " + MANIFEST + ")");
    }
    if (Files.size(file) > ManifestCodec.MAX_BYTES) {
      throw new RegistryException(file + ": too large for a manifest");
    }
    return new ExportedVersion(folder, ManifestCodec.parseJson(Files.readString(file)));
  }

  /**
   * Returns when every file is what the manifest says it is.
   *
   * @throws RegistryException naming the first that is not
   */
  void checkFiles() throws IOException, RegistryException {
    for (Map.Entry<String, Artifact> entry : files(manifest).entrySet()) {
      Path file = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(file)) {
        throw new RegistryException(file + ": missing; export the version again");
      }
      String found = Digests.sha256(file);
      if (!found.equals(entry.getValue().sha256())) {
        throw new RegistryException(
            file
                + ": digest "
                + Digests.brief(found)
                + ", but the manifest says "
                + Digests.brief(entry.getValue().sha256())
                + "; export the version again");
      }
    }
  }

  /** The artifacts of a version by the names of their files. */
  static Map<String, Artifact> files(Manifest manifest) {
    Map<String, Artifact> files = new LinkedHashMap<>();
    for (Variant variant : manifest.variants()) {
      files.put(variant.name().replaceAll("[^a-zA-Z0-9._-]", "_") + ".onnx", variant.artifact());
    }
    Artifact training = manifest.training();
    if (training != null) {
      files.put("training.onnx", training);
    }
    return files;
  }
}
