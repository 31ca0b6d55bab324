package io.vedette.dashboard.api;

import io.grpc.ManagedChannel;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceStub;
import io.vedette.wire.Endpoint;
import java.util.concurrent.TimeUnit;

/** The way to one coordinator's ManagementService. */
public final class ManagementClient implements AutoCloseable {

  private final Endpoint coordinator;
  private final ManagedChannel channel;

  private ManagementClient(Endpoint coordinator) {
    this.coordinator = coordinator;
    this.channel = coordinator.dial();
  }

  /**
   * Makes a client; it connects with the first call.
   *
   * @throws IllegalArgumentException when the endpoint's certificate is not usable
   * @throws java.io.UncheckedIOException when its token cannot be read
   */
  public static ManagementClient dial(Endpoint coordinator) {
    return new ManagementClient(coordinator);
  }

  /** Calls without a deadline of their own: {@link #watching}. */
  public ManagementServiceStub watching() {
    return ManagementServiceGrpc.newStub(channel);
  }

  /** Calls that end after so many milliseconds at the latest. */
  ManagementServiceStub within(long millis) {
    return watching().withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
  }

  /** Where it asks: "host:port". */
  public String address() {
    return coordinator.toString();
  }

  /** The same as options of the vedette command, for somebody at this machine. */
  public String options() {
    StringBuilder options = new StringBuilder("--coordinator " + coordinator);
    if (coordinator.trustedCertificate() != null) {
      options.append(" --coordinator-authority ").append(coordinator.trustedCertificate());
    } else if (coordinator.tls()) {
      options.append(" --coordinator-tls");
    }
    if (coordinator.tokenFile() != null) {
      options.append(" --coordinator-token-file ").append(coordinator.tokenFile());
    }
    return options.toString();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
