package io.vedette.cloud;

import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.rpc.GrpcServer;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.signing.ManifestSigner;
import io.vedette.registry.signing.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running centre. */
public final class Coordinator implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Coordinator.class);

  /** No artifact is larger, bytes. */
  private static final long MAX_BLOB_BYTES = 1L << 30;

  private final IgniteNode node;
  private final CoordinatorWiring assembly;
  private final GrpcServer services;
  private boolean closed;

  private Coordinator(IgniteNode node, CoordinatorWiring assembly, GrpcServer services) {
    this.node = node;
    this.assembly = assembly;
    this.services = services;
  }

  /**
   * Starts a coordinator; it answers on its port when this returns, and what was under way when it
   * last went down goes on.
   *
   * @throws IOException in one line for people: address in use, data directory in use or unreadable
   */
  public static Coordinator start(CoordinatorConfig config) throws IOException {
    Path data = config.dataDirectory();
    IgniteNode node = IgniteNode.open(data.resolve("ignite"));
    CoordinatorWiring assembly = null;
    try {
      BlobStore blobs = BlobStore.open(data.resolve("blobs"), MAX_BLOB_BYTES);
      Checkpoints checkpoints = Checkpoints.open(data.resolve("checkpoints"));
      ManifestSigner signer = new ManifestSigner(SigningKeys.openOrCreate(data.resolve("keys")));
      assembly = CoordinatorWiring.of(config, node, blobs, checkpoints, signer, Clock.systemUTC());
      GrpcServer services = assembly.serve(config.listener(), signer.publicKey());
      assembly.resume();
      return new Coordinator(node, assembly, services);
    } catch (RegistryException e) {
      close(assembly, node);
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      close(assembly, node);
      throw e;
    }
  }

  private static void close(
      @org.jspecify.annotations.Nullable CoordinatorWiring assembly, IgniteNode node) {
    if (assembly != null) {
      assembly.close();
    }
    try {
      node.close();
    } catch (IOException e) {
      log.warn("the store did not close: {}", e.getMessage());
    }
  }

  /** The port it listens on. */
  public int port() {
    return services.port();
  }

  /** The versions of this coordinator's registry. */
  public Catalog catalog() {
    return assembly.catalog();
  }

  /** Ends calls first, then decisions, then the store. Again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    services.close();
    close(assembly, node);
  }
}
