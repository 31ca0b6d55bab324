/**
 * Installing versions. The {@link Installer} gets the commands and runs one {@code Installation} at
 * a time: the manifest is verified with the {@link TrustedKey}, the file with its digest, the model
 * by a {@code SelfTest}; then it is swapped in on trial, and confirmed when it has answered. {@link
 * Slots} record this on disk; the {@link InitialModel} is read from them.
 */
@NullMarked
package io.vedette.edge.update;

import org.jspecify.annotations.NullMarked;
