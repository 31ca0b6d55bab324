package io.vedette.registry.blob;

import java.time.Instant;

/**
 * A blob that the store has.
 *
 * @param bytes its size
 * @param used when it was stored, or kept anew
 */
public record StoredBlob(String sha256, long bytes, Instant used) {}
