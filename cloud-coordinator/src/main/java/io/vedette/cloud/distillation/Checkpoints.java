package io.vedette.cloud.distillation;

import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.StoredBlob;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest checkpoint of each distillation under way, from which its next attempt resumes. A file
 * that no distillation names, as when its distiller was killed before it could report it, is
 * deleted at the next start.
 */
public final class Checkpoints {

  /** A student of 30 million weights with its optimizer's state. */
  private static final long MAX_BYTES = 512L << 20;

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private final BlobStore files;

  private Checkpoints(BlobStore files) {
    this.files = files;
  }

  public static Checkpoints open(Path folder) throws IOException {
    return new Checkpoints(BlobStore.open(folder, MAX_BYTES));
  }

  /** For uploads and downloads. */
  public BlobStore files() {
    return files;
  }

  public boolean has(Artifact file) {
    return files.has(file.sha256());
  }

  void delete(Artifact file) {
    try {
      files.delete(file.sha256());
    } catch (RegistryException | IOException e) {
      log.warn("checkpoint {} is not deleted: {}", file.sha256(), e.getMessage());
    }
  }

  /** Deletes everything else. */
  public void retain(Collection<Artifact> wanted) {
    Set<String> digests = wanted.stream().map(Artifact::sha256).collect(Collectors.toSet());
    try {
      for (StoredBlob file : files.blobs()) {
        if (!digests.contains(file.sha256())) {
          log.info("checkpoint {} belongs to no distillation and is deleted", file.sha256());
          files.delete(file.sha256());
        }
      }
    } catch (RegistryException | IOException e) {
      log.warn("old checkpoints are not deleted: {}", e.getMessage());
    }
  }
}
