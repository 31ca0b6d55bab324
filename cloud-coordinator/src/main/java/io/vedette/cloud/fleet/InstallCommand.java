package io.vedette.cloud.fleet;

import io.vedette.registry.manifest.Manifest;

/**
 * A command to change the model.
 *
 * @param deployment whose student shall run it
 * @param rolloutId empty outside a rollout
 * @param variant which of the manifest's variants
 * @param deadlineMs how long the agent may take
 */
public record InstallCommand(
    String commandId,
    String deployment,
    String rolloutId,
    Manifest manifest,
    String variant,
    long deadlineMs) {}
