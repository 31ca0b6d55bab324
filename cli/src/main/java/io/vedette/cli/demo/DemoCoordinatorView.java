package io.vedette.cli.demo;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.GetOverviewRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Overview;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The coordinator as the demo sees it: through the same services as everyone. */
final class DemoCoordinatorView implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ManagedChannel channel;

  DemoCoordinatorView(Endpoint endpoint) {
    this.channel = endpoint.dial();
  }

  /** The state of everything; empty while the coordinator does not answer. */
  Optional<Overview> overview() {
    try {
      return Optional.of(
          ManagementServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .getOverview(GetOverviewRequest.getDefaultInstance()));
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  void fetch(Artifact artifact, Path target) throws IOException {
    new ArtifactClient(channel, Duration.ofMinutes(1))
        .download(artifact.getSha256(), artifact.getSize(), target);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
