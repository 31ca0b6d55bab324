package io.vedette.cli.serve;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.check.StartChecks;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.OperationsOption;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.DistillerWorker;
import io.vedette.federated.autograd.ComputePrecision;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette distiller}: trains students for a coordinator, until it is stopped. */
@Command(
    name = "distiller",
    mixinStandardHelpOptions = true,
    description = "Train aggregated students on the hard-example set, one at a time.")
public final class DistillerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @InputPath
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML configuration, instead of options.")
  private @Nullable Path config;

  @Mixin private CoordinatorOption coordinator;

  @Mixin private EnrollOption enroll;

  @Mixin private OperationsOption operations;

  @Option(names = "--id", description = "Name among the workers (default: distiller).")
  private @Nullable String id;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Folder for downloads and jobs (default: vedette-distiller).")
  private @Nullable Path directory;

  @Range(least = 1)
  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description = "Memory limit of a training process.")
  private long memoryMiB;

  @Range(least = 1)
  @Option(names = "--threads", description = "Threads of a training process (default: 1).")
  private int threads;

  @Option(
      names = "--precision",
      defaultValue = "float32",
      description =
          "${COMPLETION-CANDIDATES}; bfloat16 is used only if the processor computes it faster"
              + " (default: ${DEFAULT-VALUE}).")
  private ComputePrecision precision = ComputePrecision.FLOAT32;

  @Override
  public Integer call() throws Exception {
    DistillerConfig read =
        config != null
            ? ConfigFile.read(config, DistillerConfig.class)
            : new DistillerConfig(
                coordinator.endpoint(),
                id,
                directory,
                memoryMiB,
                0,
                threads,
                precision,
                0,
                operations.address());
    String wanted = config == null ? id : read.workerId();
    DistillerConfig settings =
        (config == null
                ? enroll.joinHere("distiller", read.coordinator(), wanted)
                : enroll.join("distiller", read.coordinator(), wanted))
            .map(joined -> read.as(joined.named(wanted), joined.coordinator()))
            .orElse(read);
    StartChecks checks = new StartChecks(config);
    checks.endpoint("coordinator", settings.coordinator());
    checks.operations(settings.operations());
    checks.folder("directory", settings.directory());
    try (AutoCloseable renewing = EnrollOption.renewing(settings.coordinator());
        DistillerWorker worker = DistillerWorker.start(settings)) {
      Foreground.run(
          spec.commandLine().getOut(),
          "distiller " + settings.workerId() + " for " + settings.coordinator(),
          worker);
    }
    return 0;
  }
}
