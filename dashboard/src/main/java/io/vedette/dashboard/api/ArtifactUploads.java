package io.vedette.dashboard.api;

import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactRole;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * The route by which files go to the coordinator: {@code PUT /api/v1/artifacts/SHA256}, the body is
 * the file. Nothing is kept here: what comes is sent on, no faster than the coordinator takes it.
 * An upload that was broken off is sent again from the start; the coordinator goes on from what it
 * has.
 */
public final class ArtifactUploads {

  /** The largest file that the coordinator takes, bytes. */
  private static final long MAX_BYTES = 1L << 30;

  private static final int MAX_UNDER_WAY = 4;

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final ManagementClient client;

  /** Touched by the event loop alone. */
  private int underWay;

  public ArtifactUploads(ManagementClient client) {
    this.client = client;
  }

  /** Adds the route. */
  public void mount(Router router) {
    router.put(ApiMethod.ROOT + "artifacts/:sha256").handler(this::receive);
  }

  private void receive(RoutingContext context) {
    String sha256 = context.pathParam("sha256");
    if (!DIGEST.matcher(sha256).matches()) {
      throw new BadRequest("a file is named by 64 characters of 0-9 a-f");
    }
    long size = size(context.request());
    if (underWay >= MAX_UNDER_WAY) {
      ManagementApi.json(
          context, 429, new CallFailure(429, MAX_UNDER_WAY + " uploads are under way").json());
      return;
    }
    underWay++;
    context.response().endHandler(over -> underWay--);
    Artifact artifact =
        Artifact.newBuilder()
            .setSha256(sha256)
            .setSizeBytes(size)
            .setRole(ArtifactRole.ARTIFACT_ROLE_TRAINING)
            .build();
    var loop = context.vertx().getOrCreateContext();
    ForwardedUpload upload = new ForwardedUpload(context.request(), loop, artifact);
    client.upload(Requester.read(context), upload);
    upload
        .receipt()
        .map(MessageJson::of)
        .onComplete(
            json -> loop.runOnContext(go -> ManagementApi.json(context, 200, json)),
            thrown -> loop.runOnContext(go -> context.fail(thrown)));
  }

  private static long size(HttpServerRequest request) {
    String header = request.getHeader("Content-Length");
    if (header == null || !header.matches("\\d{1,18}")) {
      throw new BadRequest("the size of the file must be known: send Content-Length");
    }
    long size = Long.parseLong(header);
    if (size == 0 || size > MAX_BYTES) {
      throw new BadRequest("the file has " + size + " bytes; 1 to " + MAX_BYTES + " can be taken");
    }
    return size;
  }
}
