package io.vedette.cloud.frame;

/**
 * A picture to be stored.
 *
 * @param sha256 its digest
 */
public record NewFrame(byte[] jpeg, String sha256) {}
