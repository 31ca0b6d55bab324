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
 * The registry key that manifests are checked against: configured, or the first one met, which is
 * then kept on disk. A coordinator that shows another key later is not believed.
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
   * @param pinned file of the key that was trusted on first meeting
   * @param configured X.509 file that is trusted whatever was met; null: none
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

  /** The coordinator shows a key; the first one shown is kept. */
  public synchronized void shown(byte[] encoded) {
    if (encoded.length == 0 || encoded.length > MAX_KEY_BYTES) {
      return;
    }
    if (key == null) {
      try {
        DurableFiles.write(file, encoded);
        key = encoded.clone();
        log.info("the coordinator's signing key is trusted from now on, see {}", file);
      } catch (IOException e) {
        log.warn("the signing key could not be kept: {}", e.getMessage());
      }
    } else if (!Arrays.equals(key, encoded)) {
      complaint =
          "the coordinator shows another signing key than the trusted one; if that is right, remove "
              + file;
      log.warn("{}", complaint);
    } else {
      complaint = "";
    }
  }

  /** "" or why the coordinator is not believed. */
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
