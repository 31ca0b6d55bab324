package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.CancelDistillationRequest;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.CollectGarbageRequest;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.GetLineageRequest;
import io.vedette.proto.v1.GetSnapshotsRequest;
import io.vedette.proto.v1.GetStorageRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDistillationsRequest;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListQuarantineRequest;
import io.vedette.proto.v1.ListRolloutMembersRequest;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.ListRoundParticipantsRequest;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceStub;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.VersionRef;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes under {@code /api}: one call of the coordinator each. Answers are the call's message
 * as JSON; failures are {@code {"error": "one line"}}.
 */
public final class ManagementApi {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementApi.class);

  /** A coordinator that takes longer is reported as not answering. */
  private static final long DEADLINE_MS = 10_000;

  private final ManagementClient client;

  public ManagementApi(ManagementClient client) {
    this.client = client;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    router.post("/api/*").handler(bodies());
    router.put("/api/*").handler(bodies());

    read(
        router,
        "/api/summary",
        GetSummaryRequest.getDefaultInstance(),
        ManagementServiceStub::getSummary);
    read(
        router,
        "/api/devices",
        ListDevicesRequest.getDefaultInstance(),
        ManagementServiceStub::listDevices);
    read(
        router,
        "/api/devices/:agentId",
        GetDeviceRequest.getDefaultInstance(),
        ManagementServiceStub::getDevice);
    read(
        router,
        "/api/devices/:agentId/snapshots",
        GetSnapshotsRequest.getDefaultInstance(),
        ManagementServiceStub::getSnapshots);
    read(
        router,
        "/api/rounds",
        ListRoundsRequest.getDefaultInstance(),
        ManagementServiceStub::listRounds);
    read(
        router,
        "/api/rounds/:roundId/participants",
        ListRoundParticipantsRequest.getDefaultInstance(),
        ManagementServiceStub::listRoundParticipants);
    read(
        router,
        "/api/distillations",
        ListDistillationsRequest.getDefaultInstance(),
        ManagementServiceStub::listDistillations);
    read(
        router,
        "/api/rollouts",
        ListRolloutsRequest.getDefaultInstance(),
        ManagementServiceStub::listRollouts);
    read(
        router,
        "/api/rollouts/:rolloutId/members",
        ListRolloutMembersRequest.getDefaultInstance(),
        ManagementServiceStub::listRolloutMembers);
    read(
        router,
        "/api/versions",
        ListVersionsRequest.getDefaultInstance(),
        ManagementServiceStub::listVersions);
    read(
        router,
        "/api/events",
        ListEventsRequest.getDefaultInstance(),
        ManagementServiceStub::listEvents);
    read(
        router,
        "/api/quarantine",
        ListQuarantineRequest.getDefaultInstance(),
        ManagementServiceStub::listQuarantine);
    read(
        router,
        "/api/storage",
        GetStorageRequest.getDefaultInstance(),
        ManagementServiceStub::getStorage);
    ReadRoutes.route(router, "/api/version").handler(this::version);
    ReadRoutes.route(router, "/api/lineage").handler(this::lineage);

    router.post("/api/rounds").handler(this::startRound);
    router.post("/api/rounds/:round/cancel").handler(this::cancelRound);
    router.post("/api/distillations/:distillation/cancel").handler(this::cancelDistillation);
    router
        .post("/api/storage/collect")
        .handler(
            r ->
                answer(
                    r,
                    CollectGarbageRequest.getDefaultInstance(),
                    ManagementServiceStub::collectGarbage));
    router.post("/api/rollouts").handler(this::startRollout);
    router
        .post("/api/rollouts/:rollout/pause")
        .handler(r -> steer(r, ManagementServiceStub::pauseRollout));
    router
        .post("/api/rollouts/:rollout/resume")
        .handler(r -> steer(r, ManagementServiceStub::resumeRollout));
    router
        .post("/api/rollouts/:rollout/abort")
        .handler(r -> steer(r, ManagementServiceStub::abortRollout));
    router
        .post("/api/rollouts/:rollout/rollback")
        .handler(r -> steer(r, ManagementServiceStub::rollBack));
    router.post("/api/devices/:agent/revoke").handler(this::revoke);
    router.post("/api/devices/:agent/forget").handler(this::forget);
    router.put("/api/aliases/:alias").handler(this::alias);

    router.route("/api/*").failureHandler(this::failed);
  }

  private static BodyHandler bodies() {
    return BodyHandler.create(false).setBodyLimit(RequestBody.MAX_BYTES);
  }

  /** A route whose parameters are the fields of its question. */
  private <Q extends Message, A extends Message> void read(
      Router router, String path, Q empty, Call<Q, A> call) {
    ReadRoutes.route(router, path)
        .handler(request -> answer(request, QueryMessage.read(request, empty), call));
  }

  private void version(RoutingContext request) {
    answer(
        request,
        GetVersionRequest.newBuilder().setReference(reference(request)).build(),
        ManagementServiceStub::getVersion);
  }

  private void lineage(RoutingContext request) {
    answer(
        request,
        GetLineageRequest.newBuilder().setReference(reference(request)).build(),
        ManagementServiceStub::getLineage);
  }

  private void startRound(RoutingContext request) {
    answer(request, StartRoundRequest.getDefaultInstance(), ManagementServiceStub::startRound);
  }

  private void cancelRound(RoutingContext request) {
    String why = RequestBody.of(request).optionalText("why");
    answer(
        request,
        CancelRoundRequest.newBuilder().setRoundId(request.pathParam("round")).setWhy(why).build(),
        ManagementServiceStub::cancelRound);
  }

  private void cancelDistillation(RoutingContext request) {
    String why = RequestBody.of(request).optionalText("why");
    answer(
        request,
        CancelDistillationRequest.newBuilder()
            .setDistillationId(request.pathParam("distillation"))
            .setWhy(why)
            .build(),
        ManagementServiceStub::cancelDistillation);
  }

  private void startRollout(RoutingContext request) {
    String reference = RequestBody.of(request).text("reference");
    answer(
        request,
        StartRolloutRequest.newBuilder().setReference(reference).build(),
        ManagementServiceStub::startRollout);
  }

  private <A extends Message> void steer(RoutingContext request, Call<RolloutRequest, A> call) {
    String why = RequestBody.of(request).optionalText("why");
    answer(
        request,
        RolloutRequest.newBuilder().setRolloutId(request.pathParam("rollout")).setWhy(why).build(),
        call);
  }

  private void revoke(RoutingContext request) {
    answer(
        request,
        RevokeDeviceRequest.newBuilder().setAgentId(request.pathParam("agent")).build(),
        ManagementServiceStub::revokeDevice);
  }

  private void forget(RoutingContext request) {
    answer(
        request,
        ForgetDeviceRequest.newBuilder()
            .setAgentId(request.pathParam("agent"))
            .setForce(RequestBody.of(request).flag("force"))
            .build(),
        ManagementServiceStub::forgetDevice);
  }

  private void alias(RoutingContext request) {
    RequestBody body = RequestBody.of(request);
    VersionRef version =
        VersionRef.newBuilder().setName(body.text("name")).setNumber(body.number("number")).build();
    answer(
        request,
        SetAliasRequest.newBuilder()
            .setAlias(request.pathParam("alias"))
            .setVersion(version)
            .build(),
        ManagementServiceStub::setAlias);
  }

  private static String reference(RoutingContext request) {
    String reference = request.request().getParam("reference");
    if (reference == null || reference.isBlank() || reference.length() > 200) {
      throw new BadRequest("'reference' is missing; write ?reference=student:7");
    }
    return reference;
  }

  private <Q, A extends Message> void answer(RoutingContext request, Q question, Call<Q, A> call) {
    JsonReply<A> reply = new JsonReply<>();
    call.on(client.within(DEADLINE_MS), question, reply);
    // The answer comes on one of the channel's threads; the response belongs to the event loop.
    var loop = request.vertx().getOrCreateContext();
    reply
        .future()
        .onComplete(
            json -> loop.runOnContext(go -> json(request, 200, json)),
            thrown -> loop.runOnContext(go -> request.fail(thrown)));
  }

  private void failed(RoutingContext request) {
    if (request.response().ended() || request.failure() == null && request.statusCode() < 0) {
      return;
    }
    CallFailure failure =
        request.failure() == null || request.statusCode() == 413
            ? new CallFailure(
                request.statusCode(), "the request was refused: " + request.statusCode())
            : CallFailure.of(request.failure(), client.address());
    if (failure.status() >= 500) {
      LOG.warn("{} {}: {}", request.request().method(), request.normalizedPath(), failure.why());
    }
    json(request, failure.status(), new JsonObject().put("error", failure.why()).encode());
  }

  private static void json(RoutingContext request, int status, String json) {
    if (request.response().closed() || request.response().ended()) {
      return;
    }
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store");
    ReadRoutes.end(request, json);
  }

  /** One call of the service. */
  private interface Call<Q, A> {
    void on(ManagementServiceStub stub, Q question, StreamObserver<A> answer);
  }
}
