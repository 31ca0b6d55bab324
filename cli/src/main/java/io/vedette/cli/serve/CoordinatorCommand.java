package io.vedette.cli.serve;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.check.StartChecks;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.option.OperationsOption;
import io.vedette.cloud.Coordinator;
import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.detector.head.Hints;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette coordinator}: the centre, until it is stopped. */
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    description = "Run the coordinator: fleet, teachers, rounds, distillation, versions, rollouts.")
public final class CoordinatorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @InputPath
  @Option(names = "--config", paramLabel = "FILE", description = "YAML; options override it.")
  private @Nullable Path config;

  @Range(least = 0, most = 65535)
  @Option(names = "--port", description = "Port to listen on (default: 7400; 0: any free one).")
  private @Nullable Integer port;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the coordinator's state (default: vedette-data).")
  private @Nullable Path data;

  @InputPath
  @Option(
      names = "--initial-model",
      paramLabel = "ONNX",
      description = "Training graph that becomes the first version of an empty registry.")
  private @Nullable Path initialModel;

  @Option(
      names = "--host-name",
      split = ",",
      paramLabel = "NAME",
      description =
          "Further names and addresses for the coordinator's certificate, beside identity.hosts.")
  private List<String> hostNames = List.of();

  @Mixin private OperationsOption operations;

  @Override
  public Integer call() throws Exception {
    CoordinatorConfig settings = settings();
    check(settings);
    try (Coordinator coordinator = Coordinator.start(settings)) {
      Foreground.run(
          spec.commandLine().getOut(),
          "coordinator " + settings.listener().host() + ":" + coordinator.port(),
          coordinator);
    }
    return 0;
  }

  /** The initial model is looked at once in a coordinator's life; it may be gone afterwards. */
  private void check(CoordinatorConfig settings) throws IOException {
    StartChecks checks = new StartChecks(config);
    if (settings.knowsCallers()) {
      checks.port("listener.port", settings.listener().host(), settings.listener().port());
    } else {
      checks.listener("listener", settings.listener());
    }
    checks.operations(settings.operations());
    Path model = settings.initialModel();
    if (model != null && !Files.exists(settings.dataDirectory())) {
      checks.model("initialModel", model, Hints.NONE);
    }
    checks.folder("dataDirectory", settings.dataDirectory());
  }

  private CoordinatorConfig settings() throws Exception {
    CoordinatorConfig c =
        config == null
            ? CoordinatorConfig.defaults()
            : ConfigFile.read(config, CoordinatorConfig.class);
    ServerAddress l = c.listener();
    return new CoordinatorConfig(
        new ServerAddress(
            l.host(),
            port == null ? l.port() : port,
            l.certificate(),
            l.key(),
            l.tokenFile(),
            l.insecure()),
        data == null ? c.dataDirectory() : data,
        c.modelName(),
        initialModel == null ? c.initialModel() : initialModel,
        c.fleet(),
        c.escalation(),
        c.teaching(),
        c.rounds(),
        c.distillation(),
        c.gates(),
        c.rollouts(),
        c.artifacts(),
        operations.address() == null ? c.operations() : operations.address(),
        c.backups(),
        hostNames.isEmpty()
            ? c.identity()
            : Objects.requireNonNullElseGet(c.identity(), IdentityConfig::defaults)
                .withHosts(hostNames));
  }
}
