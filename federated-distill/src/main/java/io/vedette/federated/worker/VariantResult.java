package io.vedette.federated.worker;

import java.nio.file.Path;

/**
 * One form of a student that devices can run.
 *
 * @param name "fp32", "int8"
 * @param file the ONNX file
 * @param score on the validation pictures
 * @param kept false: measured, and not worth deploying
 * @param why in words
 */
public record VariantResult(String name, Path file, Score score, boolean kept, String why) {}
