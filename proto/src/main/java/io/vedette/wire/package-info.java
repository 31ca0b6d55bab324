/**
 * How peers meet: an {@link Endpoint} is dialled, a {@link Listener} guards who may, a {@link
 * Token} says who asks, and {@link ArtifactClient} moves files by their digest.
 */
@NullMarked
package io.vedette.wire;

import org.jspecify.annotations.NullMarked;
