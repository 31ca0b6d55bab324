package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.ListRolloutMembersRequest;
import io.vedette.proto.v1.ListRolloutMembersResponse;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutMember;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette rollout}: the fleet's version, moved by hand. */
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    description = "Move the fleet to a version; pause, resume, abort, roll back.")
public final class RolloutCommand {

  /** Members that are shown, first the canary. */
  private static final int SHOWN = 100;

  private static final String NEWEST = "The rollout; else the newest.";

  @Spec private CommandSpec spec;

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Roll a version out: one canary first, then everybody.")
  int start(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "VERSION", description = "student:3 or student@canary.")
          String reference)
      throws Exception {
    return show(
        coordinator,
        json,
        coordinator.ask(
            s -> s.startRollout(StartRolloutRequest.newBuilder().setReference(reference).build())));
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Show a rollout, device by device.")
  int status(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = NEWEST) @Nullable String id)
      throws Exception {
    return show(coordinator, json, find(coordinator, id));
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Hold a rollout where it is.")
  int pause(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = NEWEST) @Nullable String id,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the rollout.")
          String why)
      throws Exception {
    RolloutRequest request = request(coordinator, id, why);
    return show(coordinator, json, coordinator.ask(s -> s.pauseRollout(request)));
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Let a paused rollout go on.")
  int resume(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = NEWEST) @Nullable String id)
      throws Exception {
    RolloutRequest request = request(coordinator, id, "");
    return show(coordinator, json, coordinator.ask(s -> s.resumeRollout(request)));
  }

  @Command(
      name = "abort",
      mixinStandardHelpOptions = true,
      description = "End a rollout; the fleet's version stays what it was.")
  int abort(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = NEWEST) @Nullable String id,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the rollout.")
          String why)
      throws Exception {
    RolloutRequest request = request(coordinator, id, why);
    return show(coordinator, json, coordinator.ask(s -> s.abortRollout(request)));
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Send every device back to the version before a rollout.")
  int rollback(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(arity = "0..1", paramLabel = "ROLLOUT", description = NEWEST) @Nullable String id,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the rollout.")
          String why)
      throws Exception {
    RolloutRequest request = request(coordinator, id, why);
    return show(coordinator, json, coordinator.ask(s -> s.rollBack(request)));
  }

  private static RolloutRequest request(
      CoordinatorOption coordinator, @Nullable String id, String why) throws Exception {
    String rollout = id == null ? find(coordinator, null).getId() : id;
    return RolloutRequest.newBuilder().setRolloutId(rollout).setWhy(why).build();
  }

  private static Rollout find(CoordinatorOption coordinator, @Nullable String id) throws Exception {
    if (id != null) {
      return coordinator.ask(
          s -> s.getRollout(GetRolloutRequest.newBuilder().setRolloutId(id).build()));
    }
    return coordinator
        .ask(s -> s.listRollouts(ListRolloutsRequest.newBuilder().setPageSize(1).build()))
        .getRolloutsList()
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "there was no rollout yet; start one with 'vedette rollout start'"));
  }

  private int show(CoordinatorOption coordinator, JsonOption json, Rollout rollout)
      throws IOException {
    json.write(rollout);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s  %s -> %s  %s%s%n",
        rollout.getId(),
        rollout.hasPrevious() ? name(rollout.getPrevious()) : "nothing",
        name(rollout.getVersion()),
        EnumLabels.labelOf(rollout.getState()),
        rollout.getWhy().isEmpty() ? "" : ": " + rollout.getWhy());
    for (RolloutMember member : members(coordinator, rollout.getId())) {
      out.printf(
          "  %-24s %-7s %-12s %s%n",
          member.getAgentId(),
          member.getWave() == 0 ? "canary" : "wave " + member.getWave(),
          EnumLabels.labelOf(member.getState()),
          member.getAway() ? "away" : member.getMessage());
    }
    int more = rollout.getMembers().getTotal() - SHOWN;
    if (more > 0) {
      out.printf("  and %d more; the dashboard lists and filters them%n", more);
    }
    out.flush();
    return 0;
  }

  private static List<RolloutMember> members(CoordinatorOption coordinator, String rolloutId)
      throws IOException {
    return ListPages.read(
        token ->
            coordinator.ask(
                s ->
                    s.listRolloutMembers(
                        ListRolloutMembersRequest.newBuilder()
                            .setRolloutId(rolloutId)
                            .setPageSize(SHOWN)
                            .setPageToken(token)
                            .build())),
        ListRolloutMembersResponse::getMembersList,
        ListRolloutMembersResponse::getNextPageToken,
        SHOWN);
  }

  private static String name(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }
}
