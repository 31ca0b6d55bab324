package io.vedette.cloud.version;

import io.vedette.registry.manifest.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * The version that the devices of a model should run. The first import and rollouts move it; an
 * alias that people move does not.
 *
 * @param version null: none yet
 * @param why for people: "imported", "rollout o-3"
 */
public record FleetVersion(String modelName, @Nullable VersionId version, String why) {}
