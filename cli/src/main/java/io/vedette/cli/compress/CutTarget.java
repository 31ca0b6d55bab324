package io.vedette.cli.compress;

import io.vedette.cli.check.Range;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.prune.ForecastTime;
import io.vedette.federated.compress.prune.GraphExpense;
import io.vedette.federated.compress.prune.OperationCount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much {@code vedette prune} is to leave, and of what; a mixin. */
final class CutTarget {

  @ArgGroup(exclusive = true, multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Share share;

  private static final class Share {

    @Range(least = 0, most = 0.99, open = true)
    @Option(
        names = "--operations",
        paramLabel = "SHARE",
        description = "Share of the convolutions' operations that may stay, 0 to 1.")
    private @Nullable Double operations;

    @Range(least = 0, most = 0.99, open = true)
    @Option(
        names = "--latency",
        paramLabel = "SHARE",
        description =
            "Share of the convolutions' time, as --profile forecasts it, that may stay, 0 to 1.")
    private @Nullable Double latency;
  }

  @Option(names = "--rounded", description = "Use the profile's times in 8 bits instead of float.")
  private boolean rounded;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  boolean rounded() {
    return rounded;
  }

  /** 0 to 1. */
  double share() {
    Double given = share.latency == null ? share.operations : share.latency;
    return given == null ? Double.NaN : given;
  }

  /**
   * What {@link #share} is one of.
   *
   * @param device not null where time counts
   */
  GraphExpense expense(@Nullable Speed device) {
    return share.latency == null || device == null
        ? new OperationCount()
        : new ForecastTime(device, rounded);
  }

  /** What is said wrongly is refused before anything is read. */
  void check(boolean profiled) {
    boolean timed = share.latency != null;
    if (timed && !profiled) {
      throw wrong(
          "--latency is a share of a device's time: give its --profile FILE, which vedette bench"
              + " device --output FILE makes there");
    }
    if (rounded && !profiled) {
      throw wrong("--rounded says which time of a --profile counts, and there is none");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(command.commandLine(), what);
  }
}
