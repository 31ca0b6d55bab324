package io.vedette.federated.worker;

import java.nio.file.Path;

/**
 * One form of a student that devices can run: measured, not judged. Whether it is worth deploying
 * is for the gates to say.
 *
 * @param name "fp32", "int8"
 * @param file the ONNX file
 * @param score on the validation pictures
 */
public record VariantResult(String name, Path file, Score score) {}
