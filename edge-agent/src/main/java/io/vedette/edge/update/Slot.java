package io.vedette.edge.update;

import io.vedette.detector.DetectorSpec;
import io.vedette.registry.manifest.VersionId;

/**
 * An installed version.
 *
 * @param file name of the ONNX file in the folder of slots
 * @param digest SHA-256 of it
 * @param commandId the command that installed it
 */
public record Slot(
    VersionId version,
    String variant,
    String file,
    String digest,
    DetectorSpec detector,
    String commandId) {}
