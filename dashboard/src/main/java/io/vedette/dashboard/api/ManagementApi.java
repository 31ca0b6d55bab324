package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import io.vedette.wire.RequestBounds;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes under {@code /api/v1}: one for each {@link ApiMethod}, and {@code openapi.json}.
 * Answers are the method's message as JSON; failures are {@code {"error": "one line"}}.
 */
public final class ManagementApi {

  private static final Logger LOG = LoggerFactory.getLogger(ManagementApi.class);

  /** Bodies beyond this are refused before they are parsed, bytes. */
  private static final int MAX_BODY_BYTES = 256 << 10;

  /** The parameter that asks for all pages as a file. */
  private static final String FORMAT = "format";

  /** Exports at one time. */
  private static final int MAX_EXPORTS = 4;

  private final ManagementClient client;

  /** Exports under way; touched by the event loop alone. */
  private int exports;

  public ManagementApi(ManagementClient client) {
    this.client = client;
  }

  /** The names of the methods that are served. */
  public static Set<String> methods() {
    return ApiMethod.names();
  }

  /** Where they are served, for routes that come before. */
  public static String routes() {
    return ApiMethod.ROOT + "*";
  }

  /** Adds the routes. */
  public void mount(Router router) {
    router
        .post(ApiMethod.ROOT + "*")
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    for (ApiMethod method : ApiMethod.ALL) {
      if (method.reads()) {
        ReadRoutes.route(router, method.path()).handler(request -> read(request, method));
      } else {
        router
            .post(method.path())
            .handler(
                request ->
                    answer(
                        request, method, BodyMessage.read(body(request), method.emptyRequest())));
      }
      router.route(method.path()).handler(request -> refuseVerb(request, method));
    }
    ReadRoutes.route(router, ApiMethod.ROOT + "openapi.json")
        .handler(request -> json(request, 200, OpenApiText.JSON));
    router.route("/api/*").failureHandler(this::failed);
  }

  private void read(RoutingContext request, ApiMethod method) {
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap().addAll(request.queryParams());
    String format = parameters.get(FORMAT);
    Message question = QueryMessage.read(parameters.remove(FORMAT), method.emptyRequest());
    if (format == null) {
      answer(request, method, question);
    } else {
      export(request, method, ExportFormat.named(format), question);
    }
  }

  private void export(
      RoutingContext request, ApiMethod method, ExportFormat format, Message question) {
    requireBounds(question);
    ApiTable table =
        ApiTable.of(method)
            .orElseThrow(() -> new BadRequest(method.name() + " has no table to export"));
    TableExport export = new TableExport(client, table, format, request, question);
    if (exports == MAX_EXPORTS) {
      json(request, 429, new CallFailure(429, MAX_EXPORTS + " exports are under way").json());
      return;
    }
    exports++;
    request.response().endHandler(over -> exports--);
    export.start();
  }

  private static byte[] body(RoutingContext request) {
    Buffer body = request.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private void answer(RoutingContext request, ApiMethod method, Message question) {
    requireBounds(question);
    // The answer comes on one of the channel's threads, which writes it as text; the response
    // belongs to the event loop.
    var loop = request.vertx().getOrCreateContext();
    client
        .ask(Requester.read(request), method, question)
        .map(MessageJson::of)
        .onComplete(
            json -> loop.runOnContext(go -> json(request, 200, json)),
            thrown -> loop.runOnContext(go -> request.fail(thrown)));
  }

  private static void requireBounds(Message question) {
    RequestBounds.fault(question)
        .ifPresent(
            fault -> {
              throw new BadRequest(fault);
            });
  }

  private static void refuseVerb(RoutingContext request, ApiMethod method) {
    String verb = method.reads() ? "GET" : "POST";
    request.response().putHeader("Allow", method.reads() ? "GET, HEAD" : "POST");
    String why = method.name() + " is called by " + verb;
    json(request, 405, new CallFailure(405, why).json());
  }

  private void failed(RoutingContext request) {
    if (request.response().ended() || request.failure() == null && request.statusCode() < 0) {
      return;
    }
    CallFailure failure = failure(request);
    if (failure.status() >= 500) {
      LOG.warn("{} {}: {}", request.request().method(), request.normalizedPath(), failure.why());
    }
    json(request, failure.status(), failure.json());
  }

  private CallFailure failure(RoutingContext request) {
    if (request.statusCode() == 413) {
      return new CallFailure(413, "the body has more than " + MAX_BODY_BYTES + " bytes");
    }
    return request.failure() == null
        ? new CallFailure(request.statusCode(), "the request was refused: " + request.statusCode())
        : CallFailure.of(request.failure(), client.address());
  }

  static void json(RoutingContext request, int status, String json) {
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

  /** Made when it is first asked for. */
  private static final class OpenApiText {
    static final String JSON =
        OpenApi.document(
                ApiMethod.ALL, ProtoComments.of(ApiMethod.ALL.get(0).descriptor().getFile()))
            .toPrettyString();
  }
}
