package io.vedette.cli;

import io.vedette.cli.config.ConfigFile;
import io.vedette.edge.Agent;
import io.vedette.edge.AgentConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs an edge agent until it is told to stop. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = "Watch cameras with a student, ask the cloud about hard frames, learn.",
    footerHeading = "%nConfiguration (YAML; only id, model and cameras must be there):%n",
    footer = {
      "  id: press-4               # stable over restarts",
      "  model: student.onnx       # until the registry sends a version",
      "  cameras:",
      "    - id: left              # source: folder, list.txt, video file, rtsp:// or http:// URL,",
      "      source: /dev/video0   #   /dev/videoN, generated:boards?seed=7&change-after=120s",
      "      fps: 5                # at most; 0: the source's own rate, 5 where it has none",
      "      once: false           # true: a file or folder is played once",
      "      stallAfter: PT10S     # without a frame for so long it is opened again",
      "  dataDirectory: agent-ID   # outbox, replay, model slots, trusted key",
      "  labels: labels.txt        # for a model that does not carry its labels",
      "  head: yolox               # where it cannot be inferred",
      "  coordinator: {host: 127.0.0.1, port: 7400, tls: false, trustedCertificate: ca.pem,",
      "                tokenFile: token}             # left out: the agent works alone",
      "  student: {threshold: 0 (the model's), floor: 0.05, threads: 1, motionGate: false,",
      "            confirmFrames: 10}",
      "  escalation: {budgetBitsPerSecond: 1000000, burstSeconds: 30, auditShare: 0.03,",
      "               minHardness: 0.3, minGapSeconds: 1, jpegQuality: 90, seed: 0}",
      "  outbox: {maxBytes: 268435456}",
      "  learner: {disabled: false, memoryMiB: 2048, threads: 1, niceness: 10,",
      "            maxExamples: 500, maxBytes: 268435456}",
      "  update: {signingKey: signing.pub, selfTestFrames: 8, maxLatencyFactor: 5}",
      "  httpPort: 0               # /health and /metrics on loopback; 0: none"
    })
final class AgentCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "What the agent is told; see below.")
  private Path config = Path.of("agent.yaml");

  @Override
  public Integer call() throws Exception {
    AgentConfig told = ConfigFile.read(config, AgentConfig.class);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Agent agent = Agent.start(told)) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    agent.close();
                    stopped.countDown();
                  },
                  "stop"));
      System.out.println("ready: agent " + told.id() + ", " + told.cameras().size() + " camera(s)");
      stopped.await();
    }
    return 0;
  }
}
