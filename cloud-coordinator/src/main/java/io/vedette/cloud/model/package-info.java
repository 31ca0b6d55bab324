/**
 * Models that people bring in: {@link ModelInspections} has an uploaded ONNX file read by a {@link
 * ModelReadingMain process of its own}, because nobody vouches for the file; {@link
 * ModelRegistration} makes a version of what was read.
 */
@NullMarked
package io.vedette.cloud.model;

import org.jspecify.annotations.NullMarked;
