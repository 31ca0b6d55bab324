package io.vedette.cli.deployment;

import io.vedette.cli.config.ConfigFile;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;

/** A deployment that a person wrote, YAML or JSON. */
final class DeploymentFile {

  private DeploymentFile() {}

  /**
   * What the coordinator is asked to apply, JSON: only the keys of the file, since the
   * coordinator's own file says the others.
   *
   * @throws DetectorException when it is wrong; names the file, the line and the key
   */
  static String read(Path file) throws DetectorException {
    return ConfigFile.json(file, DeploymentSpec.class);
  }
}
