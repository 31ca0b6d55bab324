package io.vedette.cli.serve;

import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.NoCoordinatorException;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.cli.coordinator.RegistryModels.ManifestCheck;
import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of a role that runs for long. One of the registry is downloaded when the coordinator
 * answers, however long that takes: a role may start before it.
 */
final class AwaitedModel {

  private static final Logger log = LoggerFactory.getLogger(AwaitedModel.class);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private AwaitedModel() {}

  /** The version that a name means; empty where it is a file. */
  static Optional<ModelReference> reference(Path named) {
    return Files.exists(named) ? Optional.empty() : ModelReference.of(named.toString());
  }

  /**
   * The file of a version: checked against its digest, and kept for the next start.
   *
   * @throws DetectorException when the registry has no such version
   */
  static Path download(ModelReference version, RegistryModels registry)
      throws DetectorException, InterruptedException {
    return download(version, registry, manifest -> {});
  }

  /** The same for a version that passes a check. */
  static Path download(ModelReference version, RegistryModels registry, ManifestCheck check)
      throws DetectorException, InterruptedException {
    boolean said = false;
    while (true) {
      try {
        return registry.file(version, false, check);
      } catch (DetectorException e) {
        if (!(e.getCause() instanceof NoCoordinatorException)) {
          throw e;
        }
        if (!said) {
          said = true;
          log.info(
              "waiting for the coordinator, whose registry has {}: {}", version, e.getMessage());
        }
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }
}
