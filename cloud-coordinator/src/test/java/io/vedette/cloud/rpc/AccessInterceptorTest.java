package io.vedette.cloud.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.identity.AuditedCall;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.CertificateAuthenticator;
import io.vedette.cloud.identity.Role;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.WatchRequest;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerBounds;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessInterceptorTest {

  private final BlockingQueue<AuditedCall> audited = new LinkedBlockingQueue<>();
  private final List<String> revoked = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> watchEnded = new CompletableFuture<>();
  private final AccessInterceptor admission =
      new AccessInterceptor(
          false,
          CertificateAuthenticator.NONE,
          (token, address) ->
              Optional.of(token)
                  .filter(shown -> shown.startsWith("anna-"))
                  .flatMap(shown -> Role.of(shown.substring(5)))
                  .map(role -> new Caller("anna", role, Set.of(), Caller.Kind.SESSION)),
          audited::add);
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    server =
        NettyServerBuilder.forPort(0)
            .addService(
                ServerBounds.enforced(
                    ServerInterceptors.intercept(new Recorder().bindService(), admission)))
            .build()
            .start();
    channel = Endpoint.plain("127.0.0.1", server.getPort()).dial();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void aCallerWithoutIdentityIsTold() {
    assertThatThrownBy(() -> stub(null).getSummary(GetSummaryRequest.getDefaultInstance()))
        .hasMessage(
            "UNAUTHENTICATED: sign in or enroll first: GetSummary needs a dashboard or a viewer");
    assertThatThrownBy(() -> stub("guessed").getSummary(GetSummaryRequest.getDefaultInstance()))
        .hasMessage("UNAUTHENTICATED: the token is not known, or its time is over; sign in again");
    assertThat(audited).extracting(AuditedCall::code).containsOnly("UNAUTHENTICATED").hasSize(2);
  }

  @Test
  void aViewerReadsAndChangesNothing() {
    var viewer = stub("anna-viewer");
    assertThat(viewer.getSummary(GetSummaryRequest.getDefaultInstance())).isNotNull();
    assertThat(audited).isEmpty();
    assertThatThrownBy(() -> viewer.revokeDevice(revoke("d-1")))
        .hasMessage("PERMISSION_DENIED: a viewer may not RevokeDevice: it needs an operator");
    assertThat(revoked).isEmpty();
    assertThat(audited.remove())
        .satisfies(
            call -> {
              assertThat(call.caller().described()).isEqualTo("viewer anna");
              assertThat(call.method()).isEqualTo("vedette.v1.ManagementService/RevokeDevice");
              assertThat(call.address()).isEqualTo("127.0.0.1");
            });
  }

  @Test
  void whatAnOperatorChangesIsAudited() throws Exception {
    stub("anna-operator").revokeDevice(revoke("d-1"));
    assertThat(revoked).containsExactly("d-1 by operator anna");
    AuditedCall call = audited.poll(30, TimeUnit.SECONDS);
    assertThat(call.request()).isEqualTo(revoke("d-1"));
    assertThat(call.code()).isEqualTo("OK");
    assertThatThrownBy(() -> stub("anna-admin").revokeDevice(revoke("missing")))
        .hasMessage("NOT_FOUND: no such device");
    assertThat(audited.poll(30, TimeUnit.SECONDS))
        .extracting(AuditedCall::code, AuditedCall::description)
        .containsExactly("NOT_FOUND", "no such device");
  }

  @Test
  void anOpenStreamIsCutAndItsHandlerIsTold() throws Exception {
    BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    ManagementServiceGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer("anna-viewer")))
        .watch(
            WatchRequest.getDefaultInstance(),
            new StreamObserver<>() {
              @Override
              public void onNext(Summary summary) {
                seen.add(summary);
              }

              @Override
              public void onError(Throwable failure) {
                seen.add(Status.fromThrowable(failure));
              }

              @Override
              public void onCompleted() {
                seen.add("completed");
              }
            });
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isInstanceOf(Summary.class);
    assertThat(admission.cut(caller -> caller.name().equals("bert"), "gone")).isZero();
    assertThat(admission.cut(caller -> caller.name().equals("anna"), "anna was deleted")).isOne();
    assertThat(seen.poll(30, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Status.class,
            status -> {
              assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
              assertThat(status.getDescription()).isEqualTo("anna was deleted");
            });
    watchEnded.get(30, TimeUnit.SECONDS);
    assertThat(admission.cut(caller -> true, "none is left")).isZero();
  }

  private ManagementServiceGrpc.ManagementServiceBlockingStub stub(String token) {
    var stub = ManagementServiceGrpc.newBlockingStub(channel);
    return token == null
        ? stub
        : stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(bearer(token)));
  }

  private static Metadata bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return headers;
  }

  private static RevokeDeviceRequest revoke(String id) {
    return RevokeDeviceRequest.newBuilder().setAgentId(id).build();
  }

  private final class Recorder extends ManagementServiceGrpc.ManagementServiceImplBase {
    @Override
    public void getSummary(GetSummaryRequest request, StreamObserver<Summary> responses) {
      responses.onNext(Summary.getDefaultInstance());
      responses.onCompleted();
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<Summary> responses) {
      ((io.grpc.stub.ServerCallStreamObserver<Summary>) responses)
          .setOnCancelHandler(() -> watchEnded.complete(null));
      responses.onNext(Summary.getDefaultInstance());
    }

    @Override
    public void revokeDevice(RevokeDeviceRequest request, StreamObserver<Device> responses) {
      if (request.getAgentId().equals("missing")) {
        responses.onError(Status.NOT_FOUND.withDescription("no such device").asRuntimeException());
        return;
      }
      revoked.add(request.getAgentId() + " by " + CallerContext.current().described());
      responses.onNext(Device.getDefaultInstance());
      responses.onCompleted();
    }
  }
}
