package io.vedette.registry.signing;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.ReceivedManifest;
import io.vedette.registry.manifest.Signature;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HexFormat;

/** Checks manifests against a registry's public key. Safe for use by many threads. */
public final class ManifestVerifier {

  private final PublicKey key;
  private final String keyId;

  public ManifestVerifier(PublicKey key) {
    this.key = key;
    this.keyId = KeyId.of(key);
  }

  /** With a key in X.509 encoding, as a coordinator's welcome carries it. */
  public static ManifestVerifier of(byte[] encodedKey) throws RegistryException {
    return new ManifestVerifier(SigningKeys.publicKey(encodedKey));
  }

  public String keyId() {
    return keyId;
  }

  /**
   * Returns only when this key signed exactly this manifest.
   *
   * @throws RegistryException when it is unsigned, signed by another key, or was changed
   */
  public void verify(Manifest manifest) throws RegistryException {
    verify(manifest, ManifestCodec.signedBytes(manifest));
  }

  /**
   * Returns only when this key signed exactly what came, including what this build does not know.
   *
   * @throws RegistryException when it is unsigned, signed by another key, or was changed
   */
  public void verify(ReceivedManifest received) throws RegistryException {
    verify(received.manifest(), received.covered().toByteArray());
  }

  private void verify(Manifest manifest, byte[] covered) throws RegistryException {
    Signature signature = manifest.signature();
    if (signature == null) {
      throw new RegistryException(manifest.id() + ": the manifest is not signed");
    }
    if (!signature.algorithm().equals("Ed25519") || !signature.keyId().equals(keyId)) {
      throw new RegistryException(
          manifest.id()
              + ": signed with "
              + signature.algorithm()
              + " key "
              + signature.keyId()
              + ", but only Ed25519 key "
              + keyId
              + " is trusted here");
    }
    if (!matches(covered, signature)) {
      throw new RegistryException(
          manifest.id() + ": the signature does not match; the manifest was changed after signing");
    }
  }

  private boolean matches(byte[] covered, Signature signature) {
    try {
      java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(covered);
      return ed25519.verify(HexFormat.of().parseHex(signature.value()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // a signature of the wrong length or form is a wrong signature
      return false;
    }
  }
}
