package io.vedette.edge.update;

import io.vedette.edge.disk.DurableFiles;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ReceivedManifest;
import io.vedette.registry.signing.ManifestVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry key that manifests are verified with: the configured one, or the first one that a
 * coordinator offers, which is then stored. Other keys that are offered later are not trusted.
 */
public final class TrustedKey {

  private static final Logger log = LoggerFactory.getLogger(TrustedKey.class);
  private static final int MAX_KEY_BYTES = 1024;

  private final Path file;
  private byte @Nullable [] key;
  private String complaint = "";

  private TrustedKey(Path file) {
    this.file = file;
  }

  /**
   * @param pinned file for the first key that a coordinator offers
   * @param configured X.509 file of a key that is trusted in any case; null: none
   */
  public static TrustedKey open(Path pinned, @Nullable Path configured) throws IOException {
    TrustedKey trusted = new TrustedKey(pinned);
    Path source = configured == null ? pinned : configured;
    if (configured != null || Files.exists(pinned)) {
      if (Files.size(source) > MAX_KEY_BYTES) {
        throw new IOException(source + ": too large for a key; give the registry's signing.pub");
      }
      trusted.key = Files.readAllBytes(source);
    }
    return trusted;
  }

  /** The coordinator offers a key, X.509; the first one is stored and trusted. */
  public synchronized void offered(byte[] encoded) {
    if (encoded.length == 0 || encoded.length > MAX_KEY_BYTES) {
      return;
    }
    if (key == null) {
      try {
        DurableFiles.write(file, encoded);
        key = encoded.clone();
        log.info("the coordinator's signing key is trusted from now on, see {}", file);
      } catch (IOException e) {
        log.warn("the signing key cannot be stored: {}", e.getMessage());
      }
    } else if (!Arrays.equals(key, encoded)) {
      complaint =
          "the coordinator offers another signing key than the trusted one; if that is right, remove "
              + file;
      log.warn("{}", complaint);
    } else {
      complaint = "";
    }
  }

  /** Why the coordinator's versions are not trusted; "" when they are. */
  public synchronized String complaint() {
    return complaint;
  }

  synchronized void verify(ReceivedManifest manifest) throws UpdateException {
    if (key == null) {
      throw new UpdateException("no signing key is trusted yet; connect to a coordinator first");
    }
    try {
      ManifestVerifier.of(key).verify(manifest);
    } catch (RegistryException e) {
      throw new UpdateException(String.valueOf(e.getMessage()), e);
    }
  }
}
