/**
 * How peers meet: an {@link Endpoint} is dialled, a {@link ServerAddress} guards who may, a {@link
 * BearerToken} says who asks, {@link ServerBounds} refuses what is too much, and {@link
 * ArtifactClient} moves files by their digest, within a {@link SilenceLimit}. {@link Tags} group
 * devices.
 */
@NullMarked
package io.vedette.wire;

import org.jspecify.annotations.NullMarked;
