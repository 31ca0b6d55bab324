package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceStub;
import io.vedette.wire.Endpoint;
import io.vedette.wire.SilenceLimit;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;

/** The way to one coordinator's ManagementService. */
public final class ManagementClient implements AutoCloseable {

  /** A coordinator that takes longer is reported as not answering. */
  private static final long DEADLINE_S = 10;

  /** Who asks whether the coordinator answers has less patience. */
  private static final long REACH_S = 3;

  /** The coordinator answers within 10 s, though nothing changed. */
  private static final long CHANGES_DEADLINE_S = 30;

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

  /** Calls without a deadline. */
  public ManagementServiceStub watching() {
    return ManagementServiceGrpc.newStub(channel);
  }

  /** Calls a method once. The answer or the failure comes on a thread of the channel. */
  Future<Message> ask(ApiMethod method, Message request) {
    UnaryReply reply = new UnaryReply();
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    ClientCalls.asyncUnaryCall(channel.newCall(method.call(), options), request, reply);
    return reply.future();
  }

  /** Succeeds when the coordinator answers. */
  public Future<Void> reach() {
    UnaryReply reply = new UnaryReply();
    ApiMethod summary = ApiMethod.of(ManagementServiceGrpc.getGetSummaryMethod());
    ClientCalls.asyncUnaryCall(
        channel.newCall(
            summary.call(), CallOptions.DEFAULT.withDeadlineAfter(REACH_S, TimeUnit.SECONDS)),
        summary.emptyRequest(),
        reply);
    return reply.future().mapEmpty();
  }

  /**
   * Asks what changed on a page of a list. The answer comes on a thread of the channel.
   *
   * @return the call, to be cancelled
   */
  public ClientCall<?, ?> changes(
      GetListChangesRequest request, StreamObserver<ListChanges> answer) {
    ClientCall<GetListChangesRequest, ListChanges> call =
        channel.newCall(
            ManagementServiceGrpc.getGetListChangesMethod(),
            CallOptions.DEFAULT.withDeadlineAfter(CHANGES_DEADLINE_S, TimeUnit.SECONDS));
    ClientCalls.asyncUnaryCall(call, request, answer);
    return call;
  }

  /** What a failure of a call means to people, in one line. */
  public String why(Throwable thrown) {
    return CallFailure.of(thrown, address()).why();
  }

  /**
   * Fetches the picture of a frame; fails with NOT_FOUND where the digest is that of no picture.
   * The answer comes on a thread of the channel.
   */
  Future<Buffer> picture(String sha256) {
    PictureReply reply = new PictureReply();
    ArtifactServiceGrpc.newStub(ClientInterceptors.intercept(channel, SilenceLimit.OF_TRANSFERS))
        .download(DownloadRequest.newBuilder().setSha256(sha256).build(), reply);
    return reply.future();
  }

  /** Sends a file on. It fails when no byte has moved for a while. */
  void upload(ForwardedUpload upload) {
    ArtifactServiceGrpc.newStub(ClientInterceptors.intercept(channel, SilenceLimit.OF_TRANSFERS))
        .upload(upload);
    upload.start();
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
