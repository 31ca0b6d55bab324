package io.vedette.cli.coordinator;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceBlockingStub;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Version;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A coordinator that a command talks to. */
public final class CoordinatorClient implements AutoCloseable {

  /** A question for the management service. */
  public interface Question<T> {
    T ask(ManagementServiceBlockingStub service);
  }

  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Endpoint endpoint;
  private final ManagedChannel channel;

  public CoordinatorClient(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.channel = endpoint.dial();
  }

  /**
   * One question, one answer.
   *
   * @throws NoCoordinatorException when nobody answers
   * @throws IOException when the coordinator says why it will not
   */
  public <T> T ask(Question<T> question) throws IOException {
    try {
      return question.ask(
          ManagementServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER.toSeconds(), TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  /**
   * One question for the identity service.
   *
   * @throws IOException as {@link #ask} does
   */
  public <T> T identity(Function<IdentityServiceBlockingStub, T> question) throws IOException {
    try {
      return question.apply(
          IdentityServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER.toSeconds(), TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw failure(e);
    }
  }

  private IOException failure(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.UNAVAILABLE
        ? new NoCoordinatorException(explain(e.getStatus()), e)
        : new IOException(explain(e.getStatus()), e);
  }

  private String explain(Status status) {
    String description = status.getDescription();
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          "no coordinator answers at "
              + endpoint
              + "; start one with 'vedette coordinator', or give --coordinator HOST:PORT";
      case DEADLINE_EXCEEDED ->
          "the coordinator at " + endpoint + " did not answer in " + ANSWER.toSeconds() + " s";
      case UNAUTHENTICATED ->
          (description == null
                  ? "the coordinator at " + endpoint + " wants to know you"
                  : description)
              + " (vedette sign-in, or --coordinator-token-file FILE)";
      case PERMISSION_DENIED -> description == null ? endpoint + ": refused" : description;
      default -> description == null ? endpoint + ": " + status.getCode() : description;
    };
  }

  /** The version behind a reference, with every field checked. */
  public Version version(String reference) throws IOException, RegistryException {
    GetVersionRequest request = GetVersionRequest.newBuilder().setReference(reference).build();
    io.vedette.proto.v1.Version version = ask(stub -> stub.getVersion(request));
    return ManifestCodec.fromProto(version);
  }

  public ArtifactClient artifacts() {
    return new ArtifactClient(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
