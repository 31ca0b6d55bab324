package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vedette.wire.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the web client is served: compressed, by HEAD too, kept by browsers, and only what is. */
class WebFileTest {

  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private Dashboard dashboard;

  @BeforeEach
  void start() throws IOException {
    dashboard = Dashboard.start(DashboardConfig.loopback(Endpoint.plain("127.0.0.1", 1), 0));
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void aFileIsCompressedForWhoTakesIt() throws Exception {
    byte[] text = "let a = 1;\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    WebFile file = WebFile.of("web/assets/a.js", text);
    assertThat(file.compressed().length()).isLessThan(text.length / 5);
    assertThat(unzipped(file.compressed().getBytes())).isEqualTo(text);
    WebFile noise = WebFile.of("web/assets/a.png", new byte[] {1, 2, 3});
    assertThat(noise.compressed()).as("what gets no shorter stays").isSameAs(noise.plain());
  }

  @Test
  void theClientIsServedCompressedAndKeptForGood() throws Exception {
    String script = script();
    HttpResponse<byte[]> plain = send("GET", script);
    HttpResponse<byte[]> zipped = send("GET", script, "Accept-Encoding", "br, gzip");
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(zipped.body().length).isLessThan(plain.body().length / 2);
    assertThat(unzipped(zipped.body())).isEqualTo(plain.body());
    for (HttpResponse<byte[]> one : List.of(plain, zipped)) {
      assertThat(one.statusCode()).isEqualTo(200);
      assertThat(one.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      assertThat(one.headers().firstValue("Vary")).hasValue("Accept-Encoding");
      assertThat(one.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
    }
    HttpResponse<byte[]> refused = send("GET", script, "Accept-Encoding", "gzip;q=0");
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void aCopyThatIsStillGoodIsNotSentAgain() throws Exception {
    assumePagesWereBuilt();
    HttpResponse<byte[]> first = send("GET", "/");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> again = send("GET", "/fleet", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/fleet", "/versions/student/3", "/health", "/metrics", "SCRIPT"})
  void headIsAnsweredAsGetWithoutABody(String named) throws Exception {
    String path = named.equals("SCRIPT") ? script() : named;
    HttpResponse<byte[]> get = send("GET", path);
    HttpResponse<byte[]> head = send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get.headers().firstValue("Content-Type"));
    assertThat(head.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    if (path.equals("/") || named.equals("SCRIPT")) {
      assumePagesWereBuilt();
      assertThat(head.headers().firstValue("Content-Length"))
          .hasValue(Integer.toString(get.body().length));
    }
  }

  @Test
  void headOfTheLiveStreamEnds() throws Exception {
    assertThat(send("HEAD", "/api/live").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/index.html",
        "/fleet/more",
        "/versions/student",
        "/versions/student/three",
        "/devices",
        "/assets/nothing.js",
        "/assets/..%2f..%2fio/vedette/dashboard/Dashboard.class",
        "/assets/",
        "/.git/config"
      })
  void whatIsNoAddressIsNotFound(String path) throws Exception {
    HttpResponse<byte[]> answer = send("GET", path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).doesNotContain("html");
    assertThat(send("HEAD", path).statusCode()).isEqualTo(404);
  }

  @Test
  void somebodyAtABrowserGetsAPageThatSaysSo() throws Exception {
    assumePagesWereBuilt();
    HttpResponse<byte[]> answer = send("GET", "/nowhere", "Accept", "text/html,*/*;q=0.8");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("html");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
  }

  /** Server and client must agree on which addresses there are. */
  @Test
  void theAddressesAreThoseOfTheClient() throws Exception {
    String routes = Files.readString(Path.of("src/main/web/src/logic/route.ts"));
    Matcher plain = Pattern.compile("const PLAIN = \\[([^\\]]+)\\]").matcher(routes);
    assertThat(plain.find()).isTrue();
    for (String name : plain.group(1).replaceAll("[' \n]", "").split(",")) {
      assertThat("/" + name).matches(Pages.ADDRESS);
      assertThat(send("GET", "/" + name).statusCode()).isEqualTo(pagesWereBuilt() ? 200 : 404);
    }
    assertThat(
            List.of(
                "/",
                "/devices/line-1",
                "/devices/a%20b",
                "/deployments/boards",
                "/versions/student/3"))
        .allMatch(path -> Pages.ADDRESS.matcher(path).matches());
  }

  private String script() throws Exception {
    assumePagesWereBuilt();
    Matcher script = SCRIPT.matcher(new String(send("GET", "/").body(), StandardCharsets.UTF_8));
    assertThat(script.find()).isTrue();
    return script.group(1);
  }

  private static void assumePagesWereBuilt() {
    assumeThat(pagesWereBuilt()).as("the pages were built").isTrue();
  }

  private static boolean pagesWereBuilt() {
    return WebFile.read("web/index.html").isPresent();
  }

  private static byte[] unzipped(byte[] bytes) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(dashboard.address()).resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.noBody());
    return http.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofByteArray());
  }
}
