package io.vedette.edge.update;

import io.vedette.detector.DetectorSpec;
import io.vedette.registry.manifest.VersionId;

/**
 * A version on disk.
 *
 * @param file name of the ONNX file within the slots' folder
 * @param digest SHA-256 of it
 * @param commandId who asked for it
 */
public record Slot(
    VersionId version,
    String variant,
    String file,
    String digest,
    DetectorSpec detector,
    String commandId) {}
