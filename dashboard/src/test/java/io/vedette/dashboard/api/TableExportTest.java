package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.vedette.dashboard.Dashboard;
import io.vedette.dashboard.DashboardConfig;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.GetStorageRequest;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListEventsResponse;
import io.vedette.proto.v1.ListQuarantineRequest;
import io.vedette.proto.v1.ListQuarantineResponse;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceImplBase;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Storage;
import io.vedette.proto.v1.StorageKind;
import io.vedette.proto.v1.StorageUse;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports of lists of many pages. */
class TableExportTest {

  private static final int DEVICES = 1_234;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Lists lists = new Lists();
  private Server coordinator;
  private Dashboard dashboard;

  @BeforeEach
  void start() throws Exception {
    coordinator =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(lists)
            .addService(new OpenIdentity())
            .build()
            .start();
    dashboard =
        Dashboard.start(
            DashboardConfig.loopback(Endpoint.plain("127.0.0.1", coordinator.getPort()), 0));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    coordinator.shutdownNow();
  }

  @Test
  void csvHasAllPagesOfWhatTheFilterSelects() throws Exception {
    HttpResponse<String> all = get("ListDevices?format=csv");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(all.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"vedette-devices.csv\"");
    List<String> lines = all.body().lines().toList();
    assertThat(lines.get(0)).startsWith("agentId,deviceClass,");
    assertThat(lines.subList(1, lines.size()))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactlyElementsOf(names(""));
    assertThat(get("ListDevices?format=csv&text=12").body().lines())
        .hasSize(1 + names("12").size());
  }

  @Test
  void jsonIsOneArrayOfTheSameRows() throws Exception {
    JsonNode rows = new ObjectMapper().readTree(get("ListDevices?format=json&text=12").body());
    assertThat(rows).hasSize(names("12").size());
    assertThat(rows.get(0).get("agentId").asText()).isEqualTo(names("12").get(0));
    assertThat(new ObjectMapper().readTree(get("ListDevices?format=json&text=none").body()))
        .isEmpty();
  }

  @Test
  void aListOfOnePageIsATableToo() throws Exception {
    assertThat(get("GetStorage?format=csv").body())
        .isEqualTo("kind,count,sizeBytes,unneeded,unneededBytes\r\nframes,3,0,0,0\r\n");
  }

  @Test
  void whatCannotBeExportedIsSaidInOneLine() throws Exception {
    assertThat(get("GetDevice?agentId=a&format=csv").body())
        .isEqualTo("{\"error\":\"GetDevice has no table to export\"}");
    assertThat(get("ListDevices?format=xlsx").body())
        .isEqualTo("{\"error\":\"'format' must be csv or json\"}");
    assertThat(get("ListDevices?format=csv&pageSize=10").body())
        .contains("leave out pageSize and pageToken");
    HttpResponse<String> many = get("ListQuarantine?format=csv");
    assertThat(many.statusCode()).isEqualTo(400);
    assertThat(many.body())
        .isEqualTo(
            "{\"error\":\"100001 rows match, at most 100000 are exported: narrow the filter\"}");
  }

  @Test
  void aFailureOfTheFirstPageIsAnAnswerAndOfALaterOneBreaksTheConnection() throws Exception {
    lists.failingPage = 0;
    HttpResponse<String> refused = get("ListRounds?format=csv");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).isEqualTo("{\"error\":\"not now\"}");
    lists.failingPage = 1;
    assertThatThrownBy(() -> get("ListRounds?format=csv")).isInstanceOf(IOException.class);
  }

  /** No client may take the first 100,000 rows for all of them. */
  @Test
  void aListWithoutEndBreaksTheConnectionAtTheBound() {
    assertThatThrownBy(() -> get("ListEvents?format=csv")).isInstanceOf(IOException.class);
    assertThat(lists.eventsSent).isEqualTo(TableExport.MAX_ROWS);
  }

  @Test
  void fourExportsAtATimeAndThoseThatAreGivenUpCountNoLonger() throws Exception {
    List<CompletableFuture<HttpResponse<InputStream>>> stuck = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      stuck.add(http.sendAsync(request("ListVersions?format=csv"), BodyHandlers.ofInputStream()));
    }
    assertThat(lists.versionsAsked.await(1, TimeUnit.MINUTES)).isTrue();
    HttpResponse<String> fifth = get("ListDevices?format=csv");
    assertThat(fifth.statusCode()).isEqualTo(429);
    assertThat(fifth.body()).isEqualTo("{\"error\":\"4 exports are under way\"}");
    stuck.forEach(export -> export.cancel(true));
    for (int tries = 0; get("ListDevices?format=csv").statusCode() != 200; tries++) {
      assertThat(tries).isLessThan(600);
      Thread.sleep(100);
    }
  }

  private static List<String> names(String text) {
    return IntStream.range(0, DEVICES)
        .mapToObj(i -> "line-%04d".formatted(i))
        .filter(name -> name.contains(text))
        .toList();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(dashboard.address() + "api/v1/" + path))
        .timeout(Duration.ofMinutes(2))
        .build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path), BodyHandlers.ofString());
  }

  /** A coordinator of lists; the token of a page is the number of its first row. */
  private static final class Lists extends ManagementServiceImplBase {

    final CountDownLatch versionsAsked = new CountDownLatch(4);
    volatile int failingPage = -1;
    volatile int eventsSent;

    @Override
    public void listDevices(
        ListDevicesRequest request, StreamObserver<ListDevicesResponse> answer) {
      List<String> names = names(request.getText());
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(names.size(), from + request.getPageSize());
      ListDevicesResponse.Builder page =
          ListDevicesResponse.newBuilder()
              .setTotal(names.size())
              .setNextPageToken(to < names.size() ? "" + to : "");
      names
          .subList(from, to)
          .forEach(name -> page.addDevices(DeviceSummary.newBuilder().setAgentId(name)));
      reply(answer, page.build());
    }

    @Override
    public void getStorage(GetStorageRequest request, StreamObserver<Storage> answer) {
      reply(
          answer,
          Storage.newBuilder()
              .addUses(StorageUse.newBuilder().setKind(StorageKind.STORAGE_KIND_FRAMES).setCount(3))
              .build());
    }

    @Override
    public void listQuarantine(
        ListQuarantineRequest request, StreamObserver<ListQuarantineResponse> answer) {
      reply(answer, ListQuarantineResponse.newBuilder().setTotal(100_001).build());
    }

    @Override
    public void listRounds(ListRoundsRequest request, StreamObserver<ListRoundsResponse> answer) {
      int page = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      if (page == failingPage) {
        answer.onError(Status.FAILED_PRECONDITION.withDescription("not now").asRuntimeException());
        return;
      }
      reply(
          answer,
          ListRoundsResponse.newBuilder()
              .addRounds(Round.newBuilder().setId("r-1"))
              .setNextPageToken("" + (page + 1))
              .build());
    }

    @Override
    public void listEvents(ListEventsRequest request, StreamObserver<ListEventsResponse> answer) {
      ListEventsResponse.Builder page = ListEventsResponse.newBuilder().setNextPageToken("on");
      for (int i = 0; i < request.getPageSize(); i++) {
        page.addEvents(Event.getDefaultInstance());
      }
      eventsSent += page.getEventsCount();
      reply(answer, page.build());
    }

    @Override
    public void listVersions(
        ListVersionsRequest request, StreamObserver<ListVersionsResponse> answer) {
      versionsAsked.countDown();
    }

    private static <A> void reply(StreamObserver<A> answer, A message) {
      answer.onNext(message);
      answer.onCompleted();
    }
  }
}
