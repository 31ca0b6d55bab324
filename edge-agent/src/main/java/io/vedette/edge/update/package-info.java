/**
 * Installing versions. A student's {@link Installer} gets its commands and runs one {@code
 * Installation} at a time: the manifest is verified with the {@link TrustedKey}, the file with its
 * digest, the model by a {@code SelfTest}; then a {@code CameraSwap} puts it on trial, and it is
 * confirmed when it has answered. A {@code CameraAdoption} puts the model on cameras that have
 * come. {@link RunningModel} is what is changed: a student's model, and its cameras. {@link Slots}
 * record this on disk.
 */
@NullMarked
package io.vedette.edge.update;

import org.jspecify.annotations.NullMarked;
