package io.vedette.dashboard.api;

import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SignInResponse;
import io.vedette.wire.RequestBounds;
import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * {@code POST /api/sign-in}, {@code POST /api/sign-out} and {@code GET /api/who}. The token of a
 * session is in a cookie that scripts cannot read and other sites cannot send.
 */
public final class SignInRoutes {

  private static final int MAX_BODY_BYTES = 4 << 10;

  /** As long as the coordinator's sessions live. */
  private static final Duration LIFE = Duration.ofHours(12);

  private final ManagementClient client;
  private final KnownPeople people;
  private final boolean secure;
  private final Consumer<String> signedOut;

  /**
   * @param secure whether the pages are served over TLS
   * @param signedOut hears the token of whoever signed out
   */
  public SignInRoutes(
      ManagementClient client, KnownPeople people, boolean secure, Consumer<String> signedOut) {
    this.client = client;
    this.people = people;
    this.secure = secure;
    this.signedOut = signedOut;
  }

  /** Adds the routes; whoever is not signed in may call them. */
  public void mount(Router router) {
    router
        .post("/api/sign-in")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(this::signIn);
    router.post("/api/sign-out").handler(this::signOut);
    ReadRoutes.route(router, "/api/who").handler(this::who);
    router.route("/api/sign-in").failureHandler(this::failed);
  }

  private void signIn(RoutingContext request) {
    var body = request.body().buffer();
    SignInRequest question =
        (SignInRequest)
            BodyMessage.read(
                body == null ? new byte[0] : body.getBytes(), SignInRequest.getDefaultInstance());
    RequestBounds.fault(question)
        .ifPresent(
            fault -> {
              throw new BadRequest(fault);
            });
    Context loop = request.vertx().getOrCreateContext();
    client
        .signIn(Requester.read(request), question)
        .onComplete(
            answer -> loop.runOnContext(go -> begin(request, answer)),
            thrown -> loop.runOnContext(go -> fail(request, thrown)));
  }

  private void begin(RoutingContext request, SignInResponse answer) {
    if (!request.response().closed()) {
      request.response().addCookie(cookie(answer.getToken()).setMaxAge(LIFE.toSeconds()));
      ManagementApi.json(request, 200, MessageJson.of(answer.getCaller()));
    }
  }

  private void signOut(RoutingContext request) {
    Requester requester = Requester.read(request);
    String token = requester.token();
    people.forget(token);
    if (token != null) {
      signedOut.accept(token);
    }
    Context loop = request.vertx().getOrCreateContext();
    client
        .signOut(requester)
        .onComplete(
            over -> loop.runOnContext(go -> end(request)),
            thrown ->
                loop.runOnContext(
                    go -> {
                      if (KnownPeople.isRefusal(thrown)) {
                        end(request);
                      } else {
                        fail(request, thrown);
                      }
                    }));
  }

  private void end(RoutingContext request) {
    if (!request.response().closed()) {
      request.response().addCookie(cookie("").setMaxAge(0));
      ManagementApi.json(request, 200, "{}");
    }
  }

  private Cookie cookie(String token) {
    return Cookie.cookie(Requester.COOKIE, token)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT);
  }

  private void who(RoutingContext request) {
    people
        .isOpen()
        .compose(
            open ->
                open ? client.whoAmI(Requester.DASHBOARD) : people.find(Requester.read(request)))
        .onComplete(
            person -> request.vertx().runOnContext(go -> tell(request, person)),
            thrown -> request.vertx().runOnContext(go -> fail(request, thrown)));
  }

  private void tell(RoutingContext request, Person person) {
    if (person.open() || person.signedIn()) {
      ManagementApi.json(request, 200, person.json());
    } else {
      ManagementApi.json(request, 401, new CallFailure(401, "sign in first").json());
    }
  }

  private void failed(RoutingContext request) {
    if (request.statusCode() == 413) {
      ManagementApi.json(request, 413, new CallFailure(413, "the body is too large").json());
    } else if (request.failure() != null) {
      fail(request, request.failure());
    } else {
      request.next();
    }
  }

  private void fail(RoutingContext request, Throwable thrown) {
    CallFailure failure = CallFailure.of(thrown, client.address());
    ManagementApi.json(request, failure.status(), failure.json());
  }
}
