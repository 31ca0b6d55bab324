package io.vedette.registry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.registry.RegistryException;
import java.nio.charset.StandardCharsets;

/** Versions of strangers: read as they are written, or refused in words. */
class ManifestFuzzTest {

  /** The first byte chooses the form: protobuf or JSON. */
  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void version(byte[] bytes) throws Exception {
    if (bytes.length == 0) {
      return;
    }
    byte[] form = java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
    try {
      if (bytes[0] == 'J') {
        Manifest manifest = ManifestCodec.parseJson(new String(form, StandardCharsets.UTF_8));
        ManifestCodec.fromProto(ManifestCodec.toProto(manifest));
      } else {
        Version version = ManifestCodec.parseVersion(form);
        assertThat(ManifestCodec.parseVersion(ManifestCodec.toBytes(version)).id())
            .isEqualTo(version.id());
      }
    } catch (RegistryException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
