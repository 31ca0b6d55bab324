package io.vedette.registry.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.registry.RegistryException;
import io.vedette.registry.Samples;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestSigningTest {

  @TempDir Path folder;

  private final Manifest manifest = Samples.version("student", 3, 0).manifest();

  @Test
  void aSignedManifestIsBelievedAfterItsJourney() throws Exception {
    ManifestSigner signer = new ManifestSigner(SigningKeys.openOrCreate(folder));
    Manifest signed = manifest.signed(signer.sign(manifest));

    Manifest arrived = ManifestCodec.parseJson(ManifestCodec.toJson(signed));

    assertThatCode(() -> ManifestVerifier.of(signer.publicKey()).verify(arrived))
        .doesNotThrowAnyException();
  }

  @Test
  void aChangedManifestIsNot() throws Exception {
    ManifestSigner signer = new ManifestSigner(SigningKeys.openOrCreate(folder));
    Signature signature = signer.sign(manifest);
    Manifest other = Samples.version("student", 4, 0).manifest().signed(signature);
    ManifestVerifier verifier = ManifestVerifier.of(signer.publicKey());

    assertThatThrownBy(() -> verifier.verify(other)).hasMessageContaining("was changed");
    assertThatThrownBy(() -> verifier.verify(manifest)).hasMessageContaining("is not signed");
    Signature empty = new Signature("Ed25519", signature.keyId(), "");
    assertThatThrownBy(() -> verifier.verify(manifest.signed(empty)))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void anotherRegistrysManifestIsNot() throws Exception {
    ManifestSigner stranger = new ManifestSigner(SigningKeys.openOrCreate(folder.resolve("b")));
    KeyPair own = SigningKeys.openOrCreate(folder.resolve("a"));
    Manifest signed = manifest.signed(stranger.sign(manifest));

    assertThatThrownBy(() -> new ManifestVerifier(own.getPublic()).verify(signed))
        .hasMessageContaining("is trusted here");
  }

  @Test
  void theKeyStaysAndIsItsOwnersOnly() throws Exception {
    KeyPair made = SigningKeys.openOrCreate(folder);
    KeyPair found = SigningKeys.openOrCreate(folder);

    assertThat(found.getPrivate().getEncoded()).isEqualTo(made.getPrivate().getEncoded());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("signing.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aBrokenKeyIsNotReplacedSilently() throws Exception {
    SigningKeys.openOrCreate(folder);
    Files.write(folder.resolve("signing.key"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> SigningKeys.openOrCreate(folder))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining(folder.toString());
  }
}
