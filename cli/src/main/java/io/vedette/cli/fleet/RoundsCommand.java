package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.CancelRoundRequest;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.Round;
import io.vedette.wire.EnumLabels;
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
    description = "List federated rounds; cancel one.")
public final class RoundsCommand {

  /** The newest that are listed. */
  private static final int SHOWN = 50;

  @Spec private CommandSpec spec;

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The newest rounds, one line each.")
  int list(@Mixin CoordinatorOption coordinator, @Mixin JsonOption json, @Mixin CsvOption csv)
      throws Exception {
    List<Round> rounds =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listRounds(
                            ListRoundsRequest.newBuilder()
                                .setPageSize(SHOWN)
                                .setPageToken(token)
                                .build())),
            ListRoundsResponse::getRoundsList,
            ListRoundsResponse::getNextPageToken,
            SHOWN);
    json.write(ListRoundsResponse.newBuilder().addAllRounds(rounds).build(), "rounds");
    csv.write(Round.getDescriptor(), rounds);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-8s %-12s %-20s %9s %8s  %s%n", "ROUND", "STATE", "STARTED", "INVITED", "UPDATES", "WHY");
    rounds.forEach(round -> out.println(line(round)));
    out.flush();
    return 0;
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
    json.write(round);
    PrintWriter out = spec.commandLine().getOut();
    out.println(line(round));
    out.flush();
    return 0;
  }

  private static String line(Round round) {
    return "%-8s %-12s %-20s %9d %8d  %s"
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
