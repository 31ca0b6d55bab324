/**
 * What is stored with every version: the {@code Manifest} with its {@code Variant}s, {@code
 * ModelMetrics}, {@code Lineage} and {@code Signature}, and the codec between these records,
 * protobuf and JSON. A {@code ReceivedManifest} came from a registry that may be newer than who
 * reads it.
 */
@NullMarked
package io.vedette.registry.manifest;

import org.jspecify.annotations.NullMarked;
