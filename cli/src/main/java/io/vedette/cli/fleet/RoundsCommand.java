package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.DeploymentOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette round}: federated rounds. */
@Command(
    name = "round",
    mixinStandardHelpOptions = true,
    description = "List federated rounds; start or cancel one.")
public final class RoundsCommand {

  /** The newest that are listed. */
  private static final int SHOWN = 50;

  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The newest rounds, one line each.")
  int list(
      @Mixin CoordinatorOption coordinator,
      @Mixin DeploymentOption deployment,
      @Mixin JsonOption json,
      @Mixin CsvOption csv)
      throws Exception {
    List<Round> rounds =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listRounds(
                            ListRoundsRequest.newBuilder()
                                .setDeployment(deployment.name())
                                .setPageSize(SHOWN)
                                .setPageToken(token)
                                .build())),
            ListRoundsResponse::getRoundsList,
            ListRoundsResponse::getNextPageToken,
            SHOWN);
    json.write(ListRoundsResponse.newBuilder().addAllRounds(rounds).build(), "rounds");
    csv.write(Round.getDescriptor(), rounds);
    PrintWriter out = spec.commandLine().getOut();
    int width = IdColumn.width(8, rounds.stream().map(Round::getId));
    out.printf(
        "%-" + width + "s %-12s %-20s %9s %8s  %s%n",
        "ROUND",
        "STATE",
        "STARTED",
        "INVITED",
        "UPDATES",
        "WHY");
    rounds.forEach(round -> out.println(line(round, width)));
    out.flush();
    return 0;
  }

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = {
        "Open a round now, whatever the number of verdicts.",
        "Devices that are online with enough examples are invited."
      })
  int start(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Option(
              names = "--deployment",
              paramLabel = "NAME",
              defaultValue = "default",
              description = "The deployment whose devices train (default: ${DEFAULT-VALUE}).")
          String deployment)
      throws Exception {
    StartRoundRequest request = StartRoundRequest.newBuilder().setDeployment(deployment).build();
    return show(json, coordinator.ask(s -> s.startRound(request)));
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = {
        "End a round that is under way.",
        "Its participants are told to stop. Updates that came already, or come all the same, count"
            + " in the next round."
      })
  int cancel(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "ROUND", description = "The round: r-7.") String id,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the round.")
          String why)
      throws Exception {
    Round round =
        coordinator.ask(
            s -> s.cancelRound(CancelRoundRequest.newBuilder().setRoundId(id).setWhy(why).build()));
    return show(json, round);
  }

  private int show(JsonOption json, Round round) throws IOException {
    json.write(round);
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(round, round.getId().length()));
    out.flush();
    return 0;
  }

  private static String line(Round round, int width) {
    return ("%-" + width + "s %-12s %-20s %9d %8d  %s")
        .formatted(
            round.getId(),
            EnumLabels.labelOf(round.getState()),
            Instant.ofEpochMilli(round.getStartedMs() / 1_000 * 1_000),
            round.getParticipants().getTotal(),
            round.getParticipants().getUpdated(),
            round.getWhy())
        .stripTrailing();
  }
}
