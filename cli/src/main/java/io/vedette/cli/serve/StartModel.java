package io.vedette.cli.serve;

import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.NoCoordinatorException;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.detector.DetectorException;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.signing.ManifestVerifier;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that an agent starts with, where it is a version of the registry. It is kept in the
 * agent's folder: only the first start needs the coordinator, later ones go on without.
 */
final class StartModel {

  private static final Logger log = LoggerFactory.getLogger(StartModel.class);

  private static final int MAX_KEY_BYTES = 1024;

  private final AgentConfig config;
  private final RegistryModels registry;

  StartModel(AgentConfig config, RegistryModels registry) {
    this.config = config;
    this.registry = registry;
  }

  /**
   * The agent with a file as its model. The first start waits for the coordinator; a later one asks
   * once, and not at all for a version that it has.
   *
   * @throws DetectorException in one line, when the registry has no such version, or it is not
   *     signed by the key that this agent trusts
   * @throws IOException when it cannot be kept
   */
  static AgentConfig fetch(AgentConfig config)
      throws DetectorException, IOException, InterruptedException {
    Optional<ModelReference> version = AwaitedModel.reference(config.model());
    Endpoint coordinator = config.coordinator();
    return version.isEmpty() || coordinator == null
        ? config
        : config.withModel(
            new StartModel(config, RegistryModels.of(coordinator)).file(version.get()));
  }

  /** The file of a version, in the agent's folder. */
  Path file(ModelReference version) throws DetectorException, IOException, InterruptedException {
    Path folder = config.dataDirectory().resolve("start-model");
    Path kept =
        folder.resolve(URLEncoder.encode(version.toString(), StandardCharsets.UTF_8) + ".onnx");
    if (version.isFixed() && Files.exists(kept)) {
      return kept;
    }
    boolean first = !Files.exists(config.dataDirectory());
    try {
      Path fetched =
          first
              ? AwaitedModel.download(version, registry, this::verify)
              : registry.file(version, false, this::verify);
      keep(fetched, kept);
    } catch (DetectorException e) {
      if (!(e.getCause() instanceof NoCoordinatorException)) {
        throw e;
      }
      log.warn("no coordinator answers; the agent starts with the model that it has");
    }
    return kept;
  }

  private static void keep(Path fetched, Path kept) throws IOException {
    Path folder = kept.resolveSibling("");
    Files.createDirectories(folder);
    DurableFiles.write(kept, Files.readAllBytes(fetched));
    for (Path old : files(folder)) {
      if (!old.equals(kept)) {
        Files.deleteIfExists(old);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  /** With the configured key, or the one of an earlier session; the first one is yet to come. */
  private void verify(Manifest manifest) throws RegistryException {
    Path configured = config.update().signingKey();
    Path key = configured == null ? config.dataDirectory().resolve("trusted.key") : configured;
    if (configured == null && !Files.exists(key)) {
      return;
    }
    try {
      if (Files.size(key) > MAX_KEY_BYTES) {
        throw new RegistryException(key + ": too large for a key; give the registry's signing.pub");
      }
      ManifestVerifier.of(Files.readAllBytes(key)).verify(manifest);
    } catch (IOException e) {
      throw new RegistryException(key + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
