package io.vedette.cloud;

import io.vedette.cloud.disk.DiskListener;
import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.frame.FrameSegments;
import io.vedette.cloud.identity.log.AuditLog;
import io.vedette.cloud.store.DataFormat;
import io.vedette.cloud.store.IgniteAuditLogStore;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.registry.signing.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;

/**
 * What a coordinator keeps on disk.
 *
 * @param node records: devices, escalations, rounds, distillations, rollouts, versions
 * @param blobs weights, models and datasets by their digest
 * @param segments pictures of hard frames
 * @param checkpoints of distillations under way
 * @param signer has the key that signs manifests
 * @param auditLog who changed what
 */
record CoordinatorStores(
    IgniteNode node,
    BlobStore blobs,
    FrameSegments segments,
    Checkpoints checkpoints,
    ManifestSigner signer,
    AuditLog auditLog)
    implements AutoCloseable {

  /** Of the pictures, in the data directory. */
  static final String FRAMES = "frames";

  /** Of the audit log's signed head, beside the keys. */
  private static final String AUDIT_LOG_HEAD = "audit-log-head.json";

  /** No artifact is larger, bytes. */
  private static final long MAX_BLOB_BYTES = 1L << 30;

  /**
   * Opens everything in a data directory, which belongs to one coordinator at a time.
   *
   * @param segmentBytes size of a file of pictures
   * @param disk is told of writes and syncs
   * @throws IOException in one line for people: directory in use or unreadable
   */
  static CoordinatorStores open(Path data, long segmentBytes, DiskListener disk)
      throws IOException {
    DataFormat.check(data);
    IgniteNode node = IgniteNode.open(data.resolve("ignite"), disk);
    try {
      Path keys = data.resolve("keys");
      KeyPair pair = SigningKeys.openOrCreate(keys);
      return new CoordinatorStores(
          node,
          BlobStore.open(data.resolve("blobs"), MAX_BLOB_BYTES),
          FrameSegments.open(data.resolve(FRAMES), segmentBytes, disk),
          Checkpoints.open(data.resolve("checkpoints")),
          new ManifestSigner(pair),
          AuditLog.open(new IgniteAuditLogStore(node), keys.resolve(AUDIT_LOG_HEAD), pair));
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
    segments.close();
    node.close();
  }
}
