package io.vedette.edge.link;

import io.grpc.ManagedChannel;
import io.vedette.registry.manifest.Artifact;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What carrying out a command needs of the coordinator: files down, updates up, and reports of
 * progress. Downloads and uploads block while bytes move.
 */
public final class CommandClient implements AutoCloseable {

  private final ManagedChannel channel;
  private final AgentIdentity identity;
  private final PendingReports reports = new PendingReports();

  private CommandClient(ManagedChannel channel, AgentIdentity identity) {
    this.channel = channel;
    this.identity = identity;
  }

  /** Prepares a connection; it is opened with the first use. */
  public static CommandClient dial(Endpoint endpoint, AgentIdentity identity) {
    return new CommandClient(endpoint.dial(), identity);
  }

  /**
   * Downloads an artifact to {@code target}; resumes a download that broke off.
   *
   * @throws io.vedette.wire.DigestException when the content has another digest
   * @throws IOException when the connection or the disk fails
   */
  public void download(Artifact artifact, Path target) throws IOException {
    new ArtifactClient(channel).download(artifact.sha256(), artifact.size(), target);
  }

  /**
   * Uploads an update and waits for its receipt.
   *
   * @throws IOException when there is none; the same update may be sent again
   */
  public UpdateOutcome upload(PendingUpdate update) throws IOException, InterruptedException {
    return UpdateUpload.send(channel, identity.agentId(), update);
  }

  /** Reports progress, in this session or the next; returns at once. */
  public void report(CommandProgress progress) {
    reports.add(progress);
  }

  ManagedChannel channel() {
    return channel;
  }

  AgentIdentity identity() {
    return identity;
  }

  PendingReports reports() {
    return reports;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
