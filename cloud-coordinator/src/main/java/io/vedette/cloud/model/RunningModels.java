package io.vedette.cloud.model;

import io.vedette.registry.manifest.Manifest;
import java.util.Optional;

/** Which models devices run, by their names. */
public interface RunningModels {

  /** The deployment that runs a model. */
  Optional<String> deployment(String model);

  /** The version that its devices should run; empty before the first. */
  Optional<Manifest> version(String model);
}
