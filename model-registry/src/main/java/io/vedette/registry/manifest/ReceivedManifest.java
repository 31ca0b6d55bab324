package io.vedette.registry.manifest;

import com.google.protobuf.ByteString;

/**
 * A manifest as it came over the wire. The registry may be newer than the reader: fields that are
 * not known here are in no {@link Manifest}, but the signature covers them all the same.
 *
 * @param covered what the signature is over, unknown fields included
 */
public record ReceivedManifest(Manifest manifest, ByteString covered) {}
