package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceStub;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.proto.v1.SignOutRequest;
import io.vedette.proto.v1.WhoAmIRequest;
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

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> ADDRESS =
      Metadata.Key.of("x-vedette-address", Metadata.ASCII_STRING_MARSHALLER);

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
  Future<Message> ask(Requester requester, ApiMethod method, Message request) {
    UnaryReply reply = new UnaryReply();
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
    ClientCalls.asyncUnaryCall(as(requester).newCall(method.call(), options), request, reply);
    return reply.future();
  }

  /** Begins a session. The answer comes on a thread of the channel, as those below. */
  Future<SignInResponse> signIn(Requester requester, SignInRequest request) {
    Requester stranger = new Requester(null, requester.address());
    return ask(stranger, ApiMethod.of(IdentityServiceGrpc.getSignInMethod()), request)
        .map(SignInResponse.class::cast);
  }

  /** Ends the session of the requester's token. */
  Future<Void> signOut(Requester requester) {
    return ask(
            requester,
            ApiMethod.of(IdentityServiceGrpc.getSignOutMethod()),
            SignOutRequest.getDefaultInstance())
        .mapEmpty();
  }

  /** Who somebody is; fails with UNAUTHENTICATED where the coordinator knows nobody. */
  Future<Person> whoAmI(Requester requester) {
    return ask(
            requester,
            ApiMethod.of(IdentityServiceGrpc.getWhoAmIMethod()),
            WhoAmIRequest.getDefaultInstance())
        .map(answer -> Person.of((CallerInfo) answer));
  }

  /** A channel whose calls are somebody's. The coordinator believes the address of a dashboard. */
  private Channel as(Requester requester) {
    if (requester.token() == null && requester.address().isEmpty()) {
      return channel;
    }
    Metadata headers = new Metadata();
    if (requester.token() != null) {
      headers.put(AUTHORIZATION, "Bearer " + requester.token());
    }
    if (!requester.address().isEmpty()) {
      headers.put(ADDRESS, requester.address());
    }
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
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
      Requester requester, GetListChangesRequest request, StreamObserver<ListChanges> answer) {
    ClientCall<GetListChangesRequest, ListChanges> call =
        as(requester)
            .newCall(
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
  Future<Buffer> picture(Requester requester, String sha256) {
    PictureReply reply = new PictureReply();
    ArtifactServiceGrpc.newStub(
            ClientInterceptors.intercept(as(requester), SilenceLimit.OF_TRANSFERS))
        .download(DownloadRequest.newBuilder().setSha256(sha256).build(), reply);
    return reply.future();
  }

  /** Sends a file on. It fails when no byte has moved for a while. */
  void upload(Requester requester, ForwardedUpload upload) {
    ArtifactServiceGrpc.newStub(
            ClientInterceptors.intercept(as(requester), SilenceLimit.OF_TRANSFERS))
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
