package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.proto.v1.GetSnapshotsRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Snapshot;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Settings of cameras by files and commands, with a real coordinator and a real agent. */
final class CameraCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_NANOS = 300_000_000_000L;

  @TempDir Path folder;

  private Coordinator coordinator;
  private Agent agent;
  private String out = "";
  private String err = "";

  @BeforeEach
  void start() throws Exception {
    coordinator = coordinator(0);
    agent = agent();
    await("both report", () -> lines("camera", "list") == 3 && !out.contains("has said nothing"));
  }

  @AfterEach
  void stop() {
    agent.close();
    coordinator.close();
  }

  private Coordinator coordinator(int port) throws Exception {
    return Coordinator.start(
        CoordinatorConfig.of(ServerAddress.loopback(port), folder.resolve("centre")));
  }

  private Agent agent() throws Exception {
    return Agent.start(
        new AgentConfig(
                "press-4",
                folder.resolve("press-4"),
                Path.of("../models/boards-student.onnx"),
                null,
                null,
                List.of(
                    CameraConfig.of("infeed", "generated:boards?seed=3").withFps(10),
                    CameraConfig.of("outfeed", "generated:boards?seed=5").withFps(10)),
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null)
            .with(Endpoint.plain("127.0.0.1", coordinator.port())));
  }

  @Test
  void aFileIsAppliedReportedAndSurvivesRestartsOfBoth() throws Exception {
    String example = Path.of("../examples/camera.yaml").toString();
    assertThat(apply(example, "--dry-run")).as(err).isZero();
    assertThat(out)
        .startsWith("outfeed of press-4 would change:\n")
        .contains("  zones.gate: (the device's file) -> [0.2, 0.4] [0.8, 0.4] [0.8, 1] [0.2, 1]\n")
        .contains("  fps: (the device's file) -> 5\n")
        .contains("  * its detector is opened again")
        .endsWith("outfeed of press-4: nothing was changed\n");
    assertThat(apply(example, "--yes", "--why", "the gate moved")).as(err).isZero();
    assertThat(out).endsWith("outfeed of press-4: revision 1 is stored\n");
    await("applied", () -> lines("camera", "list", "--state", "applied") == 2);
    assertThat(out).containsPattern("press-4 +outfeed +applied +1  runs revision 1");
    assertThat(apply(example, "--yes")).isZero();
    assertThat(out).isEqualTo("outfeed of press-4: nothing differs\n");

    agent.close();
    int port = coordinator.port();
    coordinator.close();
    coordinator = coordinator(port);
    run("camera", "show", "press-4", "outfeed");
    assertThat(out)
        .containsPattern("state +waiting")
        .containsPattern("revision +1, set .*: the gate moved")
        .contains("has said nothing since the coordinator was started");
    agent = agent();
    await("applied again", () -> lines("camera", "list", "--state", "applied") == 2);

    run("camera", "show", "press-4", "outfeed");
    Path shown = folder.resolve("shown.yaml");
    Files.writeString(shown, out.substring(out.indexOf("# as it was applied")));
    assertThat(apply(shown.toString(), "--yes")).as(err).isZero();
    assertThat(out).isEqualTo("outfeed of press-4: nothing differs\n");

    Path json = folder.resolve("camera.json");
    run("camera", "show", "press-4", "outfeed", "--running", "--json", json.toString());
    assertThat(out).contains("# what it runs").contains("gate:");
    JsonNode camera = JSON.readTree(json.toFile());
    assertThat(camera.at("/state").asText()).isEqualTo("applied");
    assertThat(camera.at("/report/running/tiles/grid").asText()).isEqualTo("2x1");

    assertThat(run("camera", "reset", "press-4", "outfeed", "--yes")).as(err).isZero();
    assertThat(out).endsWith("outfeed of press-4: revision 2 is stored\n");
    await("as its file says", () -> lines("camera", "list", "--state", "file") == 3);
    assertThat(out).containsPattern("outfeed +file +2  runs revision 2");
  }

  @Test
  void whatIsMaskedIsNotReportedAndARefusalIsSeen() throws Exception {
    ManagedChannel channel = Endpoint.plain("127.0.0.1", coordinator.port()).dial();
    try {
      await("objects of the infeed", () -> sees(channel, "infeed"));
      Path file = folder.resolve("mask.yaml");
      Files.writeString(
          file,
          "device: press-4\ncamera: infeed\n"
              + "settings: {masks: [[[0, 0], [1, 0], [1, 1], [0, 1]]]}\n");
      assertThat(apply(file.toString(), "--yes")).as(err).isZero();
      await("applied", () -> lines("camera", "list", "--state", "applied") == 2);
      await("nothing of the infeed", () -> !sees(channel, "infeed"));
      await("the other goes on", () -> sees(channel, "outfeed"));

      Files.writeString(
          file,
          "device: press-4\ncamera: infeed\nsettings: {labels: {unicorn: {threshold: 0.5}}}\n");
      assertThat(apply(file.toString(), "--yes")).as(err).isZero();
      await("refused", () -> lines("camera", "list", "press-4", "--state", "refused") == 2);
      assertThat(out)
          .contains("runs revision 1, refuses revision 2: labels: the camera's model knows no")
          .contains("'unicorn'");
      run("fleet", "events", "--severity", "warning");
      assertThat(out).contains("camera infeed: revision 2 of its settings is refused");
      assertThat(sees(channel, "infeed")).as("the mask still holds").isFalse();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void whatIsWrongIsOneLineAndNothingIsStored() throws Exception {
    Path file = folder.resolve("bad.yaml");
    String of = "device: press-4\ncamera: infeed\nsettings:\n";
    Files.writeString(file, of + "  zonez: {}\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err).contains("bad.yaml:4: settings.zonez: unknown key; did you mean 'zones'?");
    Files.writeString(file, of + "  zones: {door: [[0, 0], [1, 0]]}\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err).contains("bad.yaml:4").contains("needs three corners or more");
    Files.writeString(file, of + "  zones: {door: [[0, 0], [1, 0], [1, 1.5]]}\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err).contains("[1.0, 1.5]");
    Files.writeString(file, of + "  source: rtsp://admin:secret@192.0.2.1/stream\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).contains("credentials stay on the device").doesNotContain("secret");
    Files.writeString(file, of + "  fps: -1\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(2);
    assertThat(err).contains("fps: -1.0 is not 0 to 1000");
    Files.writeString(file, "device: press-4\ncamera: cellar\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(1);
    assertThat(err).contains("press-4 has no camera cellar; it has infeed, outfeed");
    Files.writeString(file, "device: nobody\ncamera: infeed\n");
    assertThat(apply(file.toString(), "--yes")).isEqualTo(1);
    assertThat(err).contains("nobody: no such device");
    Files.writeString(file, of + "  fps: 3\n");
    assertThat(apply(file.toString())).isEqualTo(2);
    assertThat(err).contains("add --yes to change it, or --dry-run");
    assertThat(lines("camera", "list", "--state", "file")).isEqualTo(3);
  }

  private static boolean sees(ManagedChannel channel, String camera) {
    return ManagementServiceGrpc.newBlockingStub(channel)
        .getSnapshots(GetSnapshotsRequest.newBuilder().setAgentId("press-4").build())
        .getSnapshotsList()
        .stream()
        .filter(snapshot -> snapshot.getCameraId().equals(camera))
        .mapToInt(Snapshot::getDetectionsCount)
        .anyMatch(count -> count > 0);
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("not in time: " + what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private long lines(String... words) {
    assertThat(run(words)).as(err).isZero();
    return out.lines().count();
  }

  private int apply(String file, String... options) {
    return run(
        Stream.concat(Stream.of("camera", "apply", "-f", file), Stream.of(options))
            .toArray(String[]::new));
  }

  private int run(String... words) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    CommandLine command = Vedette.commandLine();
    command.setOut(new PrintWriter(outText, true));
    command.setErr(new PrintWriter(errText, true));
    int code =
        command.execute(
            Stream.concat(
                    Stream.of(words), Stream.of("--coordinator", "127.0.0.1:" + coordinator.port()))
                .toArray(String[]::new));
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
