package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.wire.Endpoint;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each unary method of the service has a route that reaches it, whatever methods there are. */
class EveryMethodTest {

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> called = new CopyOnWriteArrayList<>();
  private Server coordinator;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws Exception {
    ServerServiceDefinition.Builder service =
        ServerServiceDefinition.builder(ManagementServiceGrpc.getServiceDescriptor());
    ManagementServiceGrpc.getServiceDescriptor()
        .getMethods()
        .forEach(method -> answerWithNothingSet(service, method));
    coordinator =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(service.build())
            .addService(new OpenIdentity())
            .build()
            .start();
    dashboard =
        Dashboard.start(
            DashboardConfig.loopback(Endpoint.plain("127.0.0.1", coordinator.getPort()), 0));
  }

  private <Q, A> void answerWithNothingSet(
      ServerServiceDefinition.Builder service, MethodDescriptor<Q, A> method) {
    A empty = ((PrototypeMarshaller<A>) method.getResponseMarshaller()).getMessagePrototype();
    service.addMethod(
        method,
        ServerCalls.asyncUnaryCall(
            (request, answer) -> {
              called.add(method.getBareMethodName());
              answer.onNext(empty);
              answer.onCompleted();
            }));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.shutdownNow();
  }

  @Test
  void eachUnaryMethodHasARouteThatAnswersWithItsMessage() throws Exception {
    List<String> unary =
        ManagementServiceGrpc.getServiceDescriptor().getMethods().stream()
            .filter(method -> method.getType() == MethodDescriptor.MethodType.UNARY)
            .map(MethodDescriptor::getBareMethodName)
            .toList();
    assertThat(ApiMethod.ALL).extracting(ApiMethod::name).containsExactlyElementsOf(unary);
    for (ApiMethod method : ApiMethod.ALL) {
      HttpResponse<String> answer =
          method.reads() ? send(method, "GET", "") : send(method, "POST", "{}");
      assertThat(answer.statusCode()).as(method.name()).isEqualTo(200);
      assertThat(answer.body()).as(method.name()).isEqualTo(MessageJson.of(emptyAnswer(method)));
    }
    assertThat(called).containsExactlyElementsOf(unary);
  }

  @Test
  void theOtherVerbIsRefusedAndReachesNothing() throws Exception {
    for (ApiMethod method : ApiMethod.ALL) {
      HttpResponse<String> answer = send(method, method.reads() ? "POST" : "GET", "{}");
      assertThat(answer.statusCode()).as(method.name()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow").orElse(""))
          .isEqualTo(method.reads() ? "GET, HEAD" : "POST");
      assertThat(answer.body())
          .isEqualTo(
              "{\"error\":\"%s is called by %s\"}"
                  .formatted(method.name(), method.reads() ? "GET" : "POST"));
    }
    assertThat(called).isEmpty();
  }

  @Test
  void changesNeedTheHeader() throws Exception {
    for (ApiMethod method : ApiMethod.ALL) {
      if (!method.reads()) {
        HttpRequest request =
            HttpRequest.newBuilder(address(method)).POST(BodyPublishers.ofString("{}")).build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
      }
    }
    assertThat(called).isEmpty();
  }

  private static Message emptyAnswer(ApiMethod method) {
    return ((PrototypeMarshaller<Message>) method.call().getResponseMarshaller())
        .getMessagePrototype();
  }

  private URI address(ApiMethod method) {
    return URI.create(dashboard.address()).resolve(method.path());
  }

  private HttpResponse<String> send(ApiMethod method, String verb, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address(method))
            .timeout(Duration.ofSeconds(20))
            .header("X-Vedette", "test")
            .method(verb, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
