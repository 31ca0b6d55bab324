package io.vedette.cloud.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.InMemoryFeedStore;
import io.vedette.cloud.identity.AuditSink;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.CertificateAuthenticator;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.people.InMemoryPeopleStore;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.identity.people.PeopleDirectory.UserChange;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.CallerKind;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import io.vedette.proto.v1.ListDeploymentsRequest;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.PutUserRequest;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.proto.v1.SignOutRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.SubmitReviewRequest;
import io.vedette.proto.v1.WatchRequest;
import io.vedette.proto.v1.WhoAmIRequest;
import io.vedette.wire.Endpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each role of people may call, with real sessions over gRPC; what is called answers. */
class PeopleAccessTest {

  private static final String PASSWORD = "correct horse battery";

  /** Of each kind of method one, and the least role that may call it. */
  private static final Map<String, Role> LEAST =
      Map.of(
          "GetSummary", Role.VIEWER,
          "ListEvents", Role.VIEWER,
          "GetSnapshots", Role.VIEWER,
          "SubmitReview", Role.REVIEWER,
          "RevokeDevice", Role.OPERATOR,
          "SetAlias", Role.OPERATOR,
          "ApplyDeployment", Role.OPERATOR,
          "ListUsers", Role.ADMIN,
          "PutUser", Role.ADMIN,
          "CreateApiToken", Role.ADMIN);

  private static final DeploymentScope SCOPE =
      new DeploymentScope(
          frame -> Optional.of(frame.startsWith("boards-") ? "boards" : "films"),
          model -> Optional.of(model).filter("boards"::equals));

  private final EventFeed feed = new EventFeed(InstantSource.system(), new InMemoryFeedStore());
  private final PeopleDirectory people =
      new PeopleDirectory(new InMemoryPeopleStore(), feed, InstantSource.system());

  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws Exception {
    for (Role role : Role.VIEWER.andAbove()) {
      people.putUser(role.label(), new UserChange(role, null, PASSWORD, null), "test");
    }
    AccessInterceptor access =
        new AccessInterceptor(false, CertificateAuthenticator.NONE, people, AuditSink.NONE);
    ServerServiceDefinition.Builder management =
        ServerServiceDefinition.builder(ManagementServiceGrpc.getServiceDescriptor());
    ManagementServiceGrpc.getServiceDescriptor()
        .getMethods()
        .forEach(method -> answerWithNothingSet(management, method));
    server =
        NettyServerBuilder.forPort(0)
            .addService(ServerInterceptors.intercept(management.build(), SCOPE, access))
            .addService(
                ServerInterceptors.intercept(
                    new IdentityEndpoint(people, new Enrollments(null, access, feed)),
                    SCOPE,
                    access))
            .build()
            .start();
    channel = Endpoint.plain("127.0.0.1", server.getPort()).dial();
  }

  private static <Q, A> void answerWithNothingSet(
      ServerServiceDefinition.Builder service, MethodDescriptor<Q, A> method) {
    A empty = ((PrototypeMarshaller<A>) method.getResponseMarshaller()).getMessagePrototype();
    service.addMethod(
        method,
        ServerCalls.asyncServerStreamingCall(
            (request, answer) -> {
              answer.onNext(empty);
              answer.onCompleted();
            }));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private Channel showing(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static IdentityServiceBlockingStub identity(Channel through) {
    return IdentityServiceGrpc.newBlockingStub(through);
  }

  private SignInResponse signIn(String user, String password) {
    return identity(channel)
        .signIn(SignInRequest.newBuilder().setUser(user).setPassword(password).build());
  }

  @SuppressWarnings("unchecked") // generated methods send and receive messages
  private static Status.Code call(Channel through, MethodDescriptor<?, ?> method) {
    MethodDescriptor<Message, Message> typed = (MethodDescriptor<Message, Message>) method;
    Message empty =
        ((PrototypeMarshaller<Message>) typed.getRequestMarshaller()).getMessagePrototype();
    try {
      ClientCalls.blockingServerStreamingCall(through, typed, CallOptions.DEFAULT, empty)
          .forEachRemaining(answer -> {});
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private Set<String> allowed(Channel through) {
    Set<String> allowed = new TreeSet<>();
    for (var method : ManagementServiceGrpc.getServiceDescriptor().getMethods()) {
      Status.Code code = call(through, method);
      assertThat(code).isIn(Status.Code.OK, Status.Code.PERMISSION_DENIED);
      if (code == Status.Code.OK) {
        allowed.add(method.getBareMethodName());
      }
    }
    return allowed;
  }

  @Test
  void eachRoleMayCallWhatItMayAndNothingElse() {
    Set<String> before = Set.of();
    for (Role role : Role.VIEWER.andAbove()) {
      SignInResponse session = signIn(role.label(), PASSWORD);
      Set<String> allowed = allowed(showing(session.getToken()));
      assertThat(allowed).as(role.label()).containsAll(before);
      LEAST.forEach(
          (method, least) ->
              assertThat(allowed.contains(method))
                  .as("%s as %s", method, role)
                  .isEqualTo(role.compareTo(least) >= 0));
      before = allowed;
    }
    assertThat(before)
        .as("an admin")
        .isEqualTo(
            ManagementServiceGrpc.getServiceDescriptor().getMethods().stream()
                .map(MethodDescriptor::getBareMethodName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What a role for the deployment boards may ask, and what is another's or the whole fleet's. */
  @Test
  void aRoleForOneDeploymentStaysInIt() {
    people.putUser("bert", new UserChange(Role.ADMIN, Set.of("boards"), PASSWORD, null), "test");
    var bert = ManagementServiceGrpc.newBlockingStub(showing(signIn("bert", PASSWORD).getToken()));

    bert.listDeployments(ListDeploymentsRequest.getDefaultInstance());
    bert.getDeployment(GetDeploymentRequest.newBuilder().setName("boards").build());
    bert.startRound(StartRoundRequest.newBuilder().setDeployment("boards").build());
    bert.cancelRound(CancelRoundRequest.newBuilder().setRoundId("boards-r-3").build());
    bert.startRollout(StartRolloutRequest.newBuilder().setReference("boards:3").build());
    bert.submitReview(SubmitReviewRequest.newBuilder().setEscalationId("boards-1").build());
    bert.getListChanges(
        GetListChangesRequest.newBuilder()
            .setRounds(ListRoundsRequest.newBuilder().setDeployment("boards"))
            .build());

    for (Runnable refused :
        List.<Runnable>of(
            () -> bert.getDeployment(GetDeploymentRequest.newBuilder().setName("films").build()),
            () -> bert.startRound(StartRoundRequest.newBuilder().setDeployment("films").build()),
            () -> bert.cancelRound(CancelRoundRequest.newBuilder().setRoundId("r-3").build()),
            () ->
                bert.getEscalation(GetEscalationRequest.newBuilder().setEscalationId("f").build()),
            () ->
                bert.startRollout(StartRolloutRequest.newBuilder().setReference("films:3").build()),
            () -> bert.listRounds(ListRoundsRequest.getDefaultInstance()),
            () -> bert.getListChanges(GetListChangesRequest.getDefaultInstance()),
            () -> bert.revokeDevice(RevokeDeviceRequest.newBuilder().setAgentId("d").build()),
            () -> bert.putUser(PutUserRequest.newBuilder().setName("bert").build()),
            () -> bert.watch(WatchRequest.getDefaultInstance()).next())) {
      assertThatThrownBy(refused::run)
          .hasMessageStartingWith("PERMISSION_DENIED: bert has a role for boards only, and this ");
    }
    assertThatThrownBy(() -> bert.getSummary(GetSummaryRequest.getDefaultInstance()))
        .hasMessageEndingWith("this GetSummary is for the whole fleet");
  }

  @Test
  void nobodyAndWhoeverSignedOutMayCallNothing() {
    SignInResponse session = signIn("admin", PASSWORD);
    Channel admin = showing(session.getToken());
    CallerInfo who = identity(admin).whoAmI(WhoAmIRequest.getDefaultInstance());
    assertThat(who.getName()).isEqualTo("admin");
    assertThat(who.getKind()).isEqualTo(CallerKind.CALLER_KIND_SESSION);
    assertThat(who.getExpiresAtMs()).isEqualTo(session.getExpiresAtMs());

    identity(admin).signOut(SignOutRequest.getDefaultInstance());
    List<Channel> nobodies = new ArrayList<>(List.of(channel, admin, showing("vds_guessed")));
    for (Channel nobody : nobodies) {
      for (var method : ManagementServiceGrpc.getServiceDescriptor().getMethods()) {
        assertThat(call(nobody, method)).isEqualTo(Status.Code.UNAUTHENTICATED);
      }
    }
  }

  @Test
  void anApiTokenActsInItsRoleUntilItIsRevoked() {
    var created = people.createToken("robot", Role.REVIEWER, Set.of(), 0, "test");
    Channel robot = showing(created.secret());
    assertThat(allowed(robot)).contains("SubmitReview").doesNotContain("RevokeDevice");
    assertThatThrownBy(() -> identity(robot).signOut(SignOutRequest.getDefaultInstance()))
        .hasMessageContaining("an API token is revoked");
    people.revokeToken("robot", "test");
    assertThat(call(robot, ManagementServiceGrpc.getGetSummaryMethod()))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aLinkSignsInOnceOverTheWire() {
    Caller maker = new Caller("admin", Role.ADMIN, Set.of(), Caller.Kind.API_TOKEN);
    SignInRequest request =
        SignInRequest.newBuilder().setLink(people.createLink(maker).code()).build();
    SignInResponse session = identity(channel).signIn(request);
    assertThat(call(showing(session.getToken()), ManagementServiceGrpc.getListUsersMethod()))
        .isEqualTo(Status.Code.OK);
    assertThatThrownBy(() -> identity(channel).signIn(request))
        .hasMessageStartingWith("UNAUTHENTICATED: this link was used or is too old");
  }

  /** A stranger may say that he is elsewhere; only a dashboard is believed. */
  @Test
  void twelveHundredGuessesFromOneAddressAreSlowedAndOneAlarm() {
    int looked = 0;
    int events = feed.newest(1_000).size();
    for (int i = 0; i < 1_200; i++) {
      Metadata headers = new Metadata();
      headers.put(
          Metadata.Key.of("x-vedette-address", Metadata.ASCII_STRING_MARSHALLER),
          "192.0.2." + i % 256);
      Channel liar =
          ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
      try {
        identity(liar)
            .signIn(SignInRequest.newBuilder().setUser("nobody-" + i).setPassword("guess").build());
      } catch (StatusRuntimeException e) {
        looked += e.getStatus().getCode() == Status.Code.UNAUTHENTICATED ? 1 : 0;
      }
    }
    assertThat(looked).as("guesses that were looked at").isBetween(11, 60);
    assertThat(feed.alarms()).hasSize(1);
    assertThat(feed.alarms().get(0).text()).contains("failed sign-ins", "from 127.0.0.1");
    assertThat(feed.newest(1_000).size() - events).isLessThan(10);
  }
}
