package io.vedette.edge.student;

import io.vedette.detector.head.Hints;
import java.nio.file.Path;

/**
 * The model of the configuration.
 *
 * @param file ONNX
 * @param hints how to read it
 */
public record ConfiguredModel(Path file, Hints hints) {}
