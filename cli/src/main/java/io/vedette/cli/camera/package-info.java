/**
 * {@code vedette camera}: settings of cameras that the coordinator wants. A {@link CameraFile} is
 * what a person wrote, and {@link CameraText} shows cameras and changes as lines.
 */
@NullMarked
package io.vedette.cli.camera;

import org.jspecify.annotations.NullMarked;
