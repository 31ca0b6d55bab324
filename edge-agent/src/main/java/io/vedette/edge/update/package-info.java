/**
 * Taking on a version: the manifest is checked against a {@link TrustedKey}, the file against its
 * digest, the model against recent frames by a {@link SelfTest}; only then is it swapped in, and
 * only when it has answered does it stay. {@link Slots} remember all of this over restarts.
 */
@NullMarked
package io.vedette.edge.update;

import org.jspecify.annotations.NullMarked;
