package io.vedette.system.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.EscalationState;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.ListEscalationsRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceBlockingStub;
import io.vedette.proto.v1.Summary;
import io.vedette.wire.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * compose.yaml as it is handed out: its images are built and started, frames get verdicts, the
 * dashboard answers, and a coordinator that is killed comes back with everything it had accepted.
 * Skipped, with the reason, where there is no Docker engine.
 */
class ContainersTest {

  private static final Path COMPOSE = Path.of("..", "compose.yaml").toAbsolutePath().normalize();
  private static final List<String> ROLES =
      List.of("coordinator", "teacher", "dashboard", "agent-3"); // and tokens, which they wait for

  private static final String IDENTITY = "/var/lib/vedette/coordinator/identity/";

  /** How long nothing at all may change. */
  private static final Duration PROGRESS = Duration.ofMinutes(5);

  @TempDir private Path folder;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void framesGetVerdictsAndAKilledCoordinatorLosesNothing() throws Exception {
    boolean plugin = ContainerEngine.require();
    Map<String, String> environment =
        Map.of(
            "VEDETTE_BASE", ContainerEngine.base(),
            "VEDETTE_PORT", "0",
            "VEDETTE_DASHBOARD_PORT", "0");
    try (ComposeProject project = ComposeProject.start(plugin, COMPOSE, environment, ROLES)) {
      assertHardened(project);
      Summary before;
      List<EscalatedFrame> accepted;
      try (CoordinatorAccess coordinator = CoordinatorAccess.open(project, folder)) {
        before =
            coordinator.until(
                "verdicts",
                summary ->
                    summary.getDevices().getOnline() == 1
                        && summary.getEscalations().getAnswered() >= 4);
        assertDashboardAnswers(project);
        assertKeysApart(project);
        accepted = coordinator.newestEscalations();
        project.kill("coordinator");
      }
      assertThat(accepted).hasSizeGreaterThanOrEqualTo(4);

      project.startAgain("coordinator");
      try (CoordinatorAccess coordinator = CoordinatorAccess.open(project, folder)) {
        coordinator.until(
            "more verdicts",
            summary ->
                summary.getDevices().getOnline() == 1
                    && summary.getEscalations().getAnswered()
                        > before.getEscalations().getAnswered());
        for (EscalatedFrame frame : accepted) {
          EscalatedFrame kept = coordinator.escalation(frame.getId());
          assertThat(kept.getFrameSha256()).isEqualTo(frame.getFrameSha256());
          if (frame.getState() != EscalationState.ESCALATION_STATE_WAITING) {
            assertThat(kept.getTeacherSha256()).as(frame.getId()).isNotEmpty();
          }
        }
      }
    }
  }

  /** As their files promise: no root, nothing to write to, no libtorch where nothing is learnt. */
  private static void assertHardened(ComposeProject project) throws Exception {
    for (String role : ROLES) {
      InspectContainerResponse container = project.inspect(role);
      assertThat(container.getConfig().getUser()).as(role).isEqualTo("10001:10001");
      assertThat(container.getHostConfig().getReadonlyRootfs()).as(role).isTrue();
      assertThat(container.getHostConfig().getMemory()).as(role).isPositive();
    }
    assertThat(project.run("teacher", "ls", "/opt/vedette/lib/training").getExitCode()).isZero();
    assertThat(project.run("agent-3", "ls", "/opt/vedette/lib/training").getExitCode()).isNotZero();
    assertThat(
            project
                .run(
                    "coordinator",
                    "stat",
                    "-c",
                    "%a %u",
                    "/var/lib/vedette/coordinator/identity/authority-key.pem")
                .getStdout()
                .strip())
        .isEqualTo("600 10001");
  }

  /** Its key is its own, and the coordinator's are not there. */
  private static void assertKeysApart(ComposeProject project) throws Exception {
    for (String role : List.of("teacher", "dashboard", "agent-3")) {
      assertThat(
              project
                  .run(role, "stat", "-c", "%a %u", "/var/lib/vedette/identity/key.pem")
                  .getStdout()
                  .strip())
          .as(role)
          .isEqualTo("600 10001");
      assertThat(project.run(role, "ls", "/var/lib/vedette/coordinator").getExitCode())
          .as(role + " does not see the coordinator's keys")
          .isNotZero();
    }
  }

  /** TLS by the dashboard's own certificate, and nothing for who is not signed in. */
  private static void assertDashboardAnswers(ComposeProject project) throws Exception {
    String certificate = read(project, "dashboard", "/etc/vedette/dashboard/certificate.pem");
    String token = read(project, "coordinator", IDENTITY + "admin-token").strip();
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build();
    URI summary =
        URI.create(
            "https://localhost:"
                + project.port("dashboard", 8443).orElseThrow()
                + "/api/v1/GetSummary");
    HttpRequest.Builder request = HttpRequest.newBuilder(summary).timeout(PROGRESS);
    assertThat(once(client, request.build())).isEqualTo(401);
    HttpResponse<String> answer =
        client.send(
            request.header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"escalations\"");
  }

  /** The status of the first answer: the dashboard may still be starting. */
  private static int once(HttpClient client, HttpRequest request) throws Exception {
    Instant end = Instant.now().plus(PROGRESS);
    while (true) {
      try {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      } catch (IOException e) {
        assertThat(Instant.now()).as(e.toString()).isBefore(end);
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
  }

  private static SSLContext trusting(String pem) throws Exception {
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("dashboard", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String read(ComposeProject project, String service, String path) throws Exception {
    return project.run(service, "cat", path).getStdout();
  }

  /** The management service of the coordinator, through its published port. */
  private record CoordinatorAccess(ComposeProject project, ManagedChannel channel)
      implements AutoCloseable {

    /** Waits for the port; the coordinator is dialled as its admin. */
    static CoordinatorAccess open(ComposeProject project, Path folder) throws Exception {
      Instant end = Instant.now().plus(PROGRESS);
      Optional<Integer> port = project.port("coordinator", 7400);
      while (port.isEmpty()) {
        assertThat(Instant.now()).as(project.logs("coordinator")).isBefore(end);
        TimeUnit.MILLISECONDS.sleep(200);
        port = project.port("coordinator", 7400);
      }
      Path certificate =
          Files.writeString(
              folder.resolve("authority.pem"),
              read(project, "coordinator", IDENTITY + "authority.pem"));
      Path token =
          Files.writeString(
              folder.resolve("token"), read(project, "coordinator", IDENTITY + "admin-token"));
      return new CoordinatorAccess(
          project, new Endpoint("localhost", port.get(), true, certificate, token).dial());
    }

    private ManagementServiceBlockingStub ask() {
      return ManagementServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    /** Looks until something is so; fails when nothing has changed for long. */
    Summary until(String what, Predicate<Summary> condition) throws InterruptedException {
      Instant end = Instant.now().plus(PROGRESS);
      String last = "no answer";
      while (Instant.now().isBefore(end)) {
        try {
          Summary summary = ask().getSummary(GetSummaryRequest.getDefaultInstance());
          if (condition.test(summary)) {
            return summary;
          }
          String state = summary.getDevices() + " " + summary.getEscalations();
          if (!state.equals(last)) {
            last = state;
            end = Instant.now().plus(PROGRESS);
          }
        } catch (StatusRuntimeException e) {
          // it is starting, or was killed
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
      throw new AssertionError(
          "waited in vain for " + what + "; last: " + last + "\n" + project.logs("coordinator"));
    }

    List<EscalatedFrame> newestEscalations() {
      return ask()
          .listEscalations(ListEscalationsRequest.newBuilder().setPageSize(100).build())
          .getFramesList();
    }

    EscalatedFrame escalation(String id) {
      return ask().getEscalation(GetEscalationRequest.newBuilder().setEscalationId(id).build());
    }

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }
}
