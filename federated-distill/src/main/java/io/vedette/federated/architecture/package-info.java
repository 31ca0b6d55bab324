/**
 * Networks of our own, written as graphs: an {@link Architecture} is a named set of {@link
 * Yolo11.Choices}, and {@link Yolo11} builds it block by block with fresh weights.
 */
@NullMarked
package io.vedette.federated.architecture;

import org.jspecify.annotations.NullMarked;
