package io.vedette.cli.escalation;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.JsonOption;
import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.log.SignalLog;
import io.vedette.edge.escalate.policy.Policies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette escalation replay}: any policy and budget on an agent's log of signals. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Rerun policies and budgets on the signals that an agent logged.",
    footer = {
      "",
      "Verdicts are known of frames that were sent only. Audits were drawn at random: weighed by"
          + " the",
      "inverse of their chance they stand for all frames, and accuracy is estimated from them"
          + " alone."
    })
final class ReplayCommand implements Callable<Integer> {

  @InputPath
  @Option(
      names = "--log",
      required = true,
      paramLabel = "DIR",
      description = "An agent's escalation/signals folder.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path log;

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description =
          "Policy to replay: learnt, threshold, sedna-mean, …; repeatable (default: all).")
  private List<String> policies = new ArrayList<>();

  @Range(least = 0, most = 1, open = true)
  @Option(
      names = "--budget",
      split = ",",
      paramLabel = "PERCENT",
      defaultValue = "5,10,20,50",
      description = "Shares of the frames that may be sent (default: ${DEFAULT-VALUE}).")
  private List<Double> budgets = new ArrayList<>();

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "replay",
      description = "Folder for chart and JSON (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Mixin private final JsonOption json = new JsonOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    if (!Files.isDirectory(log)) {
      throw new DetectorException(
          log + ": no folder; give an agent's DATA/escalation/signals with --log");
    }
    List<String> names = policies.isEmpty() ? Policies.names() : policies;
    PolicyReplay replay = PolicyReplay.of(SignalLog.read(log));
    if (replay.audits() == 0) {
      throw new DetectorException(
          log
              + ": "
              + replay.frames()
              + " frames and no answered audit among them; it is unknown what asking would be"
              + " worth: let the agent run longer, or raise auditShare");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        replay.frames()
            + " frames, "
            + replay.verdicts()
            + " verdicts, "
            + replay.audits()
            + " of them on audits");
    List<Double> shares = budgets.stream().map(percent -> percent / 100).sorted().toList();
    Files.createDirectories(output);
    CurveReport report = new CurveReport(out, output);
    List<Curve> curves = new ArrayList<>();
    for (String name : names) {
      curves.add(replay.curve(Policies.named(name), shares));
    }
    report.add("replay", curves);
    report.write();
    json.write(report.sections());
    return 0;
  }
}
