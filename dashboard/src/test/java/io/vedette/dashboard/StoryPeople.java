package io.vedette.dashboard;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.CallerKind;
import io.vedette.proto.v1.IdentityServiceGrpc.IdentityServiceImplBase;
import io.vedette.proto.v1.Role;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.proto.v1.SignOutRequest;
import io.vedette.proto.v1.SignOutResponse;
import io.vedette.proto.v1.WhoAmIRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The people of a story. It is open until it is closed; then each role has a user of its name whose
 * password is "right-" and that name, and the dashboard itself may look.
 */
final class StoryPeople extends IdentityServiceImplBase implements ServerInterceptor {

  private static final Context.Key<CallerInfo> CALLER = Context.key("caller");
  private static final Context.Key<String> TOKEN = Context.key("token");
  private static final Context.Key<String> ADDRESS = Context.key("address");
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> FROM =
      Metadata.Key.of("x-vedette-address", Metadata.ASCII_STRING_MARSHALLER);

  private static final List<String> ROLES = List.of("viewer", "reviewer", "operator", "admin");

  /** A code that signs in as an admin, once. */
  static final String LINK = "one-time-code";

  private final Map<String, CallerInfo> sessions = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final List<String> addresses = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile boolean linkUsed;

  /** From now on people sign in. */
  void close() {
    closed = true;
  }

  /** A program's token. */
  String apiToken(String role) {
    String token = "vda_" + role + "-token-that-is-long-enough";
    sessions.put(token, info(role, role, CallerKind.CALLER_KIND_API_TOKEN));
    return token;
  }

  /** A program's token for one deployment. */
  String apiToken(String role, String deployment) {
    String token = "vda_" + role + "-token-for-" + deployment;
    sessions.put(
        token,
        info(role, role, CallerKind.CALLER_KIND_API_TOKEN).toBuilder()
            .addDeployments(deployment)
            .build());
    return token;
  }

  /** Every session ends. */
  void endSessions() {
    sessions.clear();
  }

  /** Who called what: "anna StartRound". */
  List<String> calls() {
    return calls;
  }

  /** What tokens were shown; empty where none was. */
  List<String> tokens() {
    return tokens;
  }

  /** From where people signed in. */
  List<String> addresses() {
    return addresses;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String authorization = headers.get(AUTHORIZATION);
    String token = authorization == null ? "" : authorization.replaceFirst("^Bearer ", "");
    tokens.add(token);
    CallerInfo caller =
        !closed
            ? info("local", "admin", CallerKind.CALLER_KIND_OPEN)
            : token.isEmpty()
                ? CallerInfo.newBuilder()
                    .setName("dashboard")
                    .setRole(Role.ROLE_DASHBOARD)
                    .setKind(CallerKind.CALLER_KIND_CERTIFICATE)
                    .build()
                : sessions.get(token);
    if (caller == null) {
      call.close(Status.UNAUTHENTICATED.withDescription("sign in"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    calls.add(caller.getName() + " " + call.getMethodDescriptor().getBareMethodName());
    Context context =
        Context.current()
            .withValue(CALLER, caller)
            .withValue(TOKEN, token)
            .withValue(ADDRESS, String.valueOf(headers.get(FROM)));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static CallerInfo info(String name, String role, CallerKind kind) {
    return CallerInfo.newBuilder()
        .setName(name)
        .setRole(Role.valueOf("ROLE_" + role.toUpperCase(java.util.Locale.ROOT)))
        .setKind(kind)
        .build();
  }

  @Override
  public void signIn(SignInRequest request, StreamObserver<SignInResponse> answer) {
    addresses.add(ADDRESS.get());
    String user = request.getUser();
    boolean linked = request.getLink().equals(LINK) && !linkUsed;
    boolean right = ROLES.contains(user) && request.getPassword().equals("right-" + user);
    if (!linked && !right) {
      answer.onError(
          Status.UNAUTHENTICATED
              .withDescription(
                  request.getLink().isEmpty()
                      ? "name, password or code is wrong"
                      : "this link was used or is too old; ask for another, or sign in by name")
              .asRuntimeException());
      return;
    }
    linkUsed |= linked;
    String token = "vds_" + sessions.size() + "-session-token-of-" + user;
    CallerInfo caller =
        linked
            ? info("admin", "admin", CallerKind.CALLER_KIND_SESSION)
            : info(user, user, CallerKind.CALLER_KIND_SESSION);
    sessions.put(token, caller);
    answer.onNext(SignInResponse.newBuilder().setToken(token).setCaller(caller).build());
    answer.onCompleted();
  }

  @Override
  public void signOut(SignOutRequest request, StreamObserver<SignOutResponse> answer) {
    sessions.remove(TOKEN.get());
    answer.onNext(SignOutResponse.getDefaultInstance());
    answer.onCompleted();
  }

  @Override
  public void whoAmI(WhoAmIRequest request, StreamObserver<CallerInfo> answer) {
    answer.onNext(CALLER.get());
    answer.onCompleted();
  }
}
