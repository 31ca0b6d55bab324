package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The frames that a distillation under way still needs. */
public final class DatasetFrames {

  private DatasetFrames() {}

  /**
   * Digests of the pictures in the datasets of distillations under way.
   *
   * @throws IOException when a dataset cannot be read: then nothing is known to be unused
   */
  public static Set<String> used(List<Distillation> distillations, BlobStore blobs)
      throws IOException {
    Set<String> used = new HashSet<>();
    for (Distillation distillation : distillations) {
      Sets sets = distillation.sets();
      if (distillation.underWay() && sets != null) {
        for (Artifact dataset : List.of(sets.training(), sets.validation())) {
          try {
            used.addAll(HardExampleDataset.frames(blobs.read(dataset.sha256())));
          } catch (RegistryException e) {
            throw new IOException(e.getMessage(), e);
          }
        }
      }
    }
    return used;
  }
}
