package io.vedette.registry.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import io.vedette.registry.RegistryException;
import io.vedette.registry.Samples;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.ReceivedManifest;
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

  /** Cameras are not brought up to date as fast as the centre. */
  @Test
  void aNewerRegistrysManifestIsBelievedButForWhatIsNotKnownHere() throws Exception {
    KeyPair keys = SigningKeys.openOrCreate(folder);
    var newer = ManifestCodec.toProto(manifest).toBuilder();
    newer.setUnknownFields(field("what a later build says"));
    var signed = newer.setSignature(signature(keys, newer.build())).build();
    ManifestVerifier verifier = new ManifestVerifier(keys.getPublic());

    ReceivedManifest arrived = ManifestCodec.received(wire(signed));
    verifier.verify(arrived);
    assertThat(ManifestCodec.signedBytes(arrived.manifest()))
        .isEqualTo(ManifestCodec.signedBytes(manifest));

    var changed = signed.toBuilder().setUnknownFields(field("something else")).build();
    assertThatThrownBy(() -> verifier.verify(ManifestCodec.received(wire(changed))))
        .hasMessageContaining("was changed");
    var less = signed.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()).build();
    assertThatThrownBy(() -> verifier.verify(ManifestCodec.received(wire(less))))
        .hasMessageContaining("was changed");
  }

  private static UnknownFieldSet field(String value) {
    return UnknownFieldSet.newBuilder()
        .addField(
            1000,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8(value))
                .build())
        .build();
  }

  private static io.vedette.proto.v1.Signature signature(
      KeyPair keys, io.vedette.proto.v1.Manifest unsigned) throws Exception {
    java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
    ed25519.initSign(keys.getPrivate());
    ed25519.update(inOrder(unsigned));
    return io.vedette.proto.v1.Signature.newBuilder()
        .setAlgorithm("Ed25519")
        .setKeyId(KeyId.of(keys.getPublic()))
        .setValue(ByteString.copyFrom(ed25519.sign()))
        .build();
  }

  private static byte[] inOrder(io.vedette.proto.v1.Manifest manifest) throws Exception {
    byte[] bytes = new byte[manifest.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    manifest.writeTo(out);
    return bytes;
  }

  private static io.vedette.proto.v1.Manifest wire(io.vedette.proto.v1.Manifest sent)
      throws Exception {
    return io.vedette.proto.v1.Manifest.parseFrom(sent.toByteArray());
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
