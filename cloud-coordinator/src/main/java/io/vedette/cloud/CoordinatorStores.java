package io.vedette.cloud;

import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.store.DataFormat;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.registry.signing.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a coordinator keeps on disk.
 *
 * @param node records: devices, escalations, rounds, distillations, rollouts, versions
 * @param blobs frames, weights and models by their digest
 * @param checkpoints of distillations under way
 * @param signer has the key that signs manifests
 */
record CoordinatorStores(
    IgniteNode node, BlobStore blobs, Checkpoints checkpoints, ManifestSigner signer)
    implements AutoCloseable {

  /** No artifact is larger, bytes. */
  private static final long MAX_BLOB_BYTES = 1L << 30;

  /**
   * Opens everything in a data directory, which belongs to one coordinator at a time.
   *
   * @throws IOException in one line for people: directory in use or unreadable
   */
  static CoordinatorStores open(Path data) throws IOException {
    DataFormat.check(data);
    IgniteNode node = IgniteNode.open(data.resolve("ignite"));
    try {
      return new CoordinatorStores(
          node,
          BlobStore.open(data.resolve("blobs"), MAX_BLOB_BYTES),
          Checkpoints.open(data.resolve("checkpoints")),
          new ManifestSigner(SigningKeys.openOrCreate(data.resolve("keys"))));
    } catch (RegistryException e) {
      node.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
