package io.vedette.registry.signing;

import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Signature;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.HexFormat;

/** Signs manifests with the registry's Ed25519 key (RFC 8032). Safe for use by many threads. */
public final class ManifestSigner {

  private final KeyPair keys;
  private final String keyId;

  public ManifestSigner(KeyPair keys) {
    this.keys = keys;
    this.keyId = KeyId.of(keys.getPublic());
  }

  /** The signature over everything in a manifest but its signature. */
  public Signature sign(Manifest manifest) {
    try {
      java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
      ed25519.initSign(keys.getPrivate());
      ed25519.update(ManifestCodec.signedBytes(manifest));
      return new Signature("Ed25519", keyId, HexFormat.of().formatHex(ed25519.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
    }
  }

  /** What devices check signatures with, X.509 encoding. */
  public byte[] publicKey() {
    return keys.getPublic().getEncoded();
  }
}
