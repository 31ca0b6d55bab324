package io.vedette.edge;

import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.NamedCredentials;
import io.vedette.edge.escalate.EscalationConfig;
import io.vedette.edge.link.BreakerConfig;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.wire.Endpoint;
import io.vedette.wire.Tags;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent of a test is told: a real model that learnt nothing, one generated line, a new
 * version confirmed after three frames, and no coordinator, but for what the test says.
 */
final class AgentUnderTest {

  /** An inspection line at twenty frames a second. */
  static final CameraConfig LINE = CameraConfig.of("line", "generated:boards?seed=3").withFps(20);

  /** Audits one frame in three, so that escalations come whatever the model sees. */
  private static final EscalationConfig ASKS = EscalationConfig.of(1e9, 10, 0.33, 1, 0, 80, 1);

  private final Path folder;
  private @Nullable Path model;
  private List<CameraConfig> cameras = List.of(LINE);
  private @Nullable Endpoint coordinator;
  private StudentConfig student = student(0, 0);
  private EscalationConfig escalation = ASKS;
  private @Nullable BreakerConfig breaker;
  private int httpPort;
  private Tags tags = Tags.NONE;
  private NamedCredentials credentials = NamedCredentials.NONE;

  private AgentUnderTest(Path folder) {
    this.folder = folder;
  }

  /** An agent whose memory is {@code data} in a test's folder. */
  static AgentUnderTest in(Path folder) {
    return new AgentUnderTest(folder);
  }

  private static StudentConfig student(double threshold, double floor) {
    return new StudentConfig(threshold, floor, 1, false, 3, null, false);
  }

  AgentUnderTest running(Path file) {
    model = file;
    return this;
  }

  AgentUnderTest watching(CameraConfig... watched) {
    cameras = List.of(watched);
    return this;
  }

  AgentUnderTest asking(Endpoint asked) {
    coordinator = asked;
    return this;
  }

  AgentUnderTest asking(TestCoordinator asked) {
    return asking(asked.endpoint());
  }

  /** When it asks; otherwise about one frame in three. */
  AgentUnderTest when(EscalationConfig rule) {
    escalation = rule;
    return this;
  }

  AgentUnderTest givingUp(BreakerConfig rule) {
    breaker = rule;
    return this;
  }

  /** From what score on it shows objects, and from what on it almost saw them. */
  AgentUnderTest showingFrom(double threshold, double floor) {
    student = student(threshold, floor);
    return this;
  }

  AgentUnderTest tagged(Tags own) {
    tags = own;
    return this;
  }

  AgentUnderTest knowing(NamedCredentials known) {
    credentials = known;
    return this;
  }

  AgentUnderTest served(int port) {
    httpPort = port;
    return this;
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** What an agent that is {@link #served} answers. */
  static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  Agent start() throws IOException, DetectorException {
    return Agent.start(
        new AgentConfig(
            "a1",
            folder.resolve("data"),
            model == null ? TestModels.write(folder, 1) : model,
            null,
            null,
            cameras,
            coordinator,
            student,
            escalation,
            null,
            null,
            null,
            httpPort,
            null,
            null,
            breaker,
            tags,
            credentials));
  }
}
