package io.vedette.cli.history;

import io.vedette.cli.config.DurationConverter;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.GetHistoryRequest;
import io.vedette.proto.v1.History;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette history}: figures over time. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Draw figures of the fleet, a deployment or a device over time.",
      "Figures: frames, escalations, bytes, verdicts, audits, share, budget, latency, latency-p95,"
          + " verdict-delay, devices, cameras, waiting, trainable, versions; of a deployment also precision, recall, f1.",
      "Kept are 10 s for an hour, 1 min for a day, 10 min for 30 days and 1 h for a year; of a"
          + " device 1 min for 6 hours and 10 min for a week. A gap is a time of which nothing is"
          + " known."
    })
public final class HistoryCommand implements Callable<Integer> {

  /** Columns of a plot. */
  private static final int COLUMNS = 72;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final CsvOption csv = new CsvOption();

  @Parameters(paramLabel = "FIGURE", arity = "1..8", description = "One or several figures.")
  private List<String> figures = List.of();

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The figures of a deployment (default: of the whole fleet).")
  private String deployment = "";

  @Option(
      names = "--device",
      paramLabel = "ID",
      defaultValue = "",
      description = "The figures of a device.")
  private String device = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "24h",
      converter = DurationConverter.class,
      description = "How far back: 15m, 24h, 30d (default: ${DEFAULT-VALUE}).")
  private Duration since = Duration.ofDays(1);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (since.toMillis() < 1 || since.toDays() > 366) {
      throw new ParameterException(spec.commandLine(), "--since: from 1ms to 366d");
    }
    long nowMs = System.currentTimeMillis();
    GetHistoryRequest request =
        GetHistoryRequest.newBuilder()
            .addAllFigures(figures)
            .setDeployment(deployment)
            .setAgentId(device)
            .setFromMs(Math.max(1, nowMs - since.toMillis()))
            .setToMs(nowMs)
            .setPoints(COLUMNS)
            .build();
    History history = coordinator.ask(s -> s.getHistory(request));
    json.write(history);
    csv.writeText(HistoryText.csv(history));
    PrintWriter out = spec.commandLine().getOut();
    HistoryText.lines(history, figures).forEach(out::println);
    out.flush();
    return 0;
  }
}
