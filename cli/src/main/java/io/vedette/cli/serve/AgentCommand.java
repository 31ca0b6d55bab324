package io.vedette.cli.serve;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.StartChecks;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs an edge agent until it is stopped. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 90,
    description = "Watch cameras with a student, ask the cloud about hard frames, learn.",
    footerHeading = "%nConfiguration (YAML; only id, model and cameras must be there):%n",
    footer = {
      "  id: press-4             # stable over restarts",
      "  tags: {site: hamburg}   # to group devices by; at most 32",
      "  model: student.onnx     # until the registry sends a version; or one of its",
      "                          # versions, name:number or name@alias",
      "  cameras:",
      "    - id: left",
      "      source: /dev/video0 # or: folder, list.txt, video file, rtsp://…, http://…",
      "                          # (stream or still picture),",
      "                          # generated:boards?seed=7&change-after=120s",
      "      fps: 5              # at most; 0: the source's own, 5 where it has none",
      "      once: false         # true: a file or folder is played once",
      "      stallAfter: PT4S    # without a frame for so long it is opened again",
      "      frozenAfter: PT30S  # a live source with one picture for so long likewise",
      "      hwaccel: auto       # hardware decoding where there is any; or none",
      "      transport: tcp      # of rtsp://; udp where that is refused; udp, multicast, http",
      "      options: {}         # FFmpeg's, by name",
      "      damagedFor: PT2S    # how long to wait for a key frame after a loss",
      "      zones: {door: [[0.1, 0.4], [0.5, 0.4], [0.5, 1]]} # shares of the picture",
      "      masks: [[[0, 0], [1, 0], [1, 0.1], [0, 0.1]]]",
      "      labels: {person: {threshold: 0.6, minSize: 0.01}}",
      "      tags: {area: dock}  # of this camera, as those of the device",
      "      tiles: 3x2          # large pictures in tiles, and whole; auto; 1x1: only whole;",
      "                          # {grid: 3x2, overlap: 0.3}; left out: as the model says",
      "      local: [source]     # keys that the coordinator may not set; or all",
      "  credentials:            # for sources: rtsp://{gate}@192.0.2.17/stream",
      "    {gate: {user: admin, password: secret, hosts: [192.0.2.17]}}",
      "  dataDirectory: agent-ID # outbox, events, replay, model slots, trusted key",
      "  labels: labels.txt      # for a model that does not carry its labels",
      "  head: yolox             # where it cannot be inferred",
      "  coordinator:            # left out: the agent works alone",
      "    {host: 127.0.0.1, port: 7400, tls: false, trustedCertificate: ca.pem,",
      "     tokenFile: token,    # or, in place of the last three, identity: DIR",
      "     identity: DIR}       # of --enroll: key.pem, certificate.pem, authority.pem",
      "  student:                # threshold 0: the model's own",
      "    {threshold: 0, floor: 0.05, threads: 1, motionGate: false, confirmFrames: 10,",
      "     providers: [auto],   # cuda, openvino, …: what is not there is left out",
      "     separate: false}     # true: each camera opens the model for itself",
      "  escalation:             # -1: none of it",
      "    {budgetBitsPerSecond: 1000000, burstSeconds: 30, auditShare: 0.03,",
      "     minHardness: 0.3, minGapSeconds: 1, jpegQuality: 90, seed: 0}",
      "  outbox: {maxBytes: 268435456, maxAge: PT72H}",
      "  breaker: {answerWithin: PT30S, failures: 3, firstPause: PT5S, longestPause: PT2M}",
      "  events: {disabled: false, maxBytes: 536870912, maxAge: PT336H}",
      "  learner:",
      "    {disabled: false, memoryMiB: 2048, threads: 1, niceness: 10,",
      "     maxExamples: 500, maxBytes: 268435456}",
      "  update: {signingKey: signing.pub, selfTestFrames: 8, maxLatencyFactor: 5}",
      "  httpPort: 0             # a page, /health, /metrics, pictures; 0: none",
      "  httpHost: 127.0.0.1     # who may ask"
    })
public final class AgentCommand implements Callable<Integer> {

  private static final String UNNAMED = "agent";

  @Spec private CommandSpec spec;

  @InputPath
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The agent's configuration, instead of options; see below.")
  private @Nullable Path config;

  @Option(
      names = "--id",
      description = "Name (default: that of the certificate, or agent where there is none).")
  private @Nullable String id;

  @Option(
      names = "--model",
      paramLabel = "M",
      description =
          "The detector to start with: an ONNX file, or a version in the registry of the"
              + " coordinator, name:number or name@alias.")
  private @Nullable Path model;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "A camera: folder, list, video file, URL or device; repeatable.")
  private @Nullable List<String> sources;

  @Mixin private CoordinatorOption coordinator;

  @Mixin private EnrollOption enroll;

  @Option(names = "--alone", description = "Only detect, without a coordinator.")
  private boolean alone;

  @Override
  public Integer call() throws Exception {
    AgentConfig named =
        config != null ? joined(ConfigFile.read(config, AgentConfig.class)) : asked();
    check(named);
    AgentConfig agentConfig = StartModel.fetch(named);
    try (AutoCloseable renewing = EnrollOption.renewing(agentConfig.coordinator());
        Agent agent = Agent.start(agentConfig)) {
      Foreground.run(
          spec.commandLine().getOut(),
          agent.firstAnswer().thenApply(camera -> ready(agentConfig, camera)),
          agent);
    }
    return 0;
  }

  /** Said when the first of its cameras answers: "agent press-4, 3 camera(s), gate answers". */
  private static String ready(AgentConfig agentConfig, String camera) {
    int cameras = agentConfig.cameras().size();
    return "agent %s, %d camera(s), %s answers".formatted(agentConfig.id(), cameras, camera);
  }

  /**
   * Before its first start everything that is named must be there. Later a camera may be unplugged
   * and the first model gone: the agent goes on without.
   */
  private void check(AgentConfig agentConfig) throws IOException {
    StartChecks checks = new StartChecks(config);
    checks.file("labels", agentConfig.labels());
    checks.file("update.signingKey", agentConfig.update().signingKey());
    checks.endpoint("coordinator", agentConfig.coordinator());
    boolean isVersion = AwaitedModel.reference(agentConfig.model()).isPresent();
    if (isVersion) {
      checks.version("model", agentConfig.model(), agentConfig.coordinator());
    }
    if (!Files.exists(agentConfig.dataDirectory())) {
      if (!isVersion) {
        checks.file("model", agentConfig.model());
      }
      for (int i = 0; i < agentConfig.cameras().size(); i++) {
        checks.source("cameras[" + i + "].source", agentConfig.cameras().get(i).source());
      }
    }
    checks.folder("dataDirectory", agentConfig.dataDirectory());
    checks.port("httpPort", agentConfig.httpHost(), agentConfig.httpPort());
  }

  private AgentConfig asked() throws IOException {
    if (model == null || sources == null) {
      throw new ParameterException(spec.commandLine(), "give --model and --source, or --config");
    }
    List<CameraConfig> cameras = new ArrayList<>();
    for (String source : sources) {
      cameras.add(CameraConfig.of("camera-" + (cameras.size() + 1), source));
    }
    if (alone) {
      return AgentConfig.of(id == null ? UNNAMED : id, model, cameras);
    }
    Endpoint at = coordinator.endpoint();
    Optional<EnrollOption.Joined> joined = enroll.joinHere("agent", at, id);
    String name = joined.map(j -> j.named(id)).orElse(id == null ? UNNAMED : id);
    return AgentConfig.of(name, model, cameras)
        .with(joined.map(EnrollOption.Joined::coordinator).orElse(at));
  }

  /** A configuration names the agent; its certificate must have the same id. */
  private AgentConfig joined(AgentConfig read) throws IOException {
    Endpoint at = read.coordinator();
    if (at == null) {
      return read;
    }
    Optional<EnrollOption.Joined> joined = enroll.join("agent", at, read.id());
    joined.ifPresent(j -> j.named(read.id()));
    return joined.map(j -> read.with(j.coordinator())).orElse(read);
  }
}
