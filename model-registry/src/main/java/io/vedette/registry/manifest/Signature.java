package io.vedette.registry.manifest;

/**
 * Who vouches for a manifest.
 *
 * @param algorithm "Ed25519"
 * @param keyId first 16 hexadecimal characters of the SHA-256 of the public key (X.509 encoding)
 * @param value the signature's bytes, lower-case hexadecimal
 */
public record Signature(String algorithm, String keyId, String value) {}
