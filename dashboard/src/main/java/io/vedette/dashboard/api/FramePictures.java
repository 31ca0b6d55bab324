package io.vedette.dashboard.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * The route of pictures of escalated frames, {@code /api/v1/pictures/SHA256}. A picture never
 * changes, so that browsers keep it.
 */
public final class FramePictures {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Pictures in memory at one time, of at most 3 MiB. */
  private static final int MAX_UNDER_WAY = 32;

  private final ManagementClient client;

  /** Touched by the event loop alone. */
  private int underWay;

  public FramePictures(ManagementClient client) {
    this.client = client;
  }

  /** Adds the route. */
  public void mount(Router router) {
    ReadRoutes.route(router, ApiMethod.ROOT + "pictures/:sha256").handler(this::answer);
  }

  private void answer(RoutingContext request) {
    String sha256 = request.pathParam("sha256");
    if (!DIGEST.matcher(sha256).matches()) {
      throw new BadRequest("a picture is named by 64 characters of 0-9 a-f");
    }
    if (underWay >= MAX_UNDER_WAY) {
      request.fail(429);
      return;
    }
    underWay++;
    request.response().endHandler(over -> underWay--);
    var loop = request.vertx().getOrCreateContext();
    client
        .picture(Requester.read(request), sha256)
        .onComplete(
            jpeg -> loop.runOnContext(go -> send(request, jpeg)),
            thrown -> loop.runOnContext(go -> request.fail(thrown)));
  }

  private static void send(RoutingContext request, Buffer jpeg) {
    if (request.response().closed() || request.response().ended()) {
      return;
    }
    request
        .response()
        .putHeader("Content-Type", "image/jpeg")
        .putHeader("Vary", "Cookie, Authorization") // another person asks anew
        .putHeader("Cache-Control", "private, max-age=31536000, immutable");
    ReadRoutes.end(request, jpeg);
  }
}
