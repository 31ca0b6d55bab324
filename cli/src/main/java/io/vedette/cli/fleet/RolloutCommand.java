package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.DeploymentOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.GetRolloutPlanRequest;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.ListRolloutMembersRequest;
import io.vedette.proto.v1.ListRolloutMembersResponse;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.ListRolloutsResponse;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutMember;
import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.VersionRef;
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

/** {@code vedette rollout}: the version of a deployment's devices, moved by hand. */
@Command(
    name = "rollout",
    mixinStandardHelpOptions = true,
    description =
        "Move the devices of a deployment to a version; plan, list, pause, resume, abort, roll back.")
public final class RolloutCommand {

  /** The newest that are listed. */
  private static final int LISTED = 50;

  /** Members that are shown, first the canary. */
  private static final int SHOWN = 100;

  @Spec private CommandSpec spec;

  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description =
          "Roll a version out to the deployment that runs its model: one canary first, and, if it"
              + " does well in the field, the others in waves.")
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
      name = "plan",
      mixinStandardHelpOptions = true,
      description = "Show what a rollout would do if it started now: waves, limits, time.")
  int plan(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "VERSION", description = "student:3 or student@canary.")
          String reference)
      throws Exception {
    RolloutPlan plan =
        coordinator.ask(
            s ->
                s.getRolloutPlan(
                    GetRolloutPlanRequest.newBuilder().setReference(reference).build()));
    json.write(plan);
    PrintWriter out = spec.commandLine().getOut();
    RolloutPlanText.lines(plan).forEach(out::println);
    out.flush();
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The newest rollouts, one line each.")
  int list(
      @Mixin CoordinatorOption coordinator,
      @Mixin DeploymentOption deployment,
      @Mixin JsonOption json,
      @Mixin CsvOption csv)
      throws Exception {
    List<Rollout> rollouts =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listRollouts(
                            ListRolloutsRequest.newBuilder()
                                .setDeployment(deployment.name())
                                .setPageSize(LISTED)
                                .setPageToken(token)
                                .build())),
            ListRolloutsResponse::getRolloutsList,
            ListRolloutsResponse::getNextPageToken,
            LISTED);
    json.write(ListRolloutsResponse.newBuilder().addAllRollouts(rollouts).build(), "rollouts");
    csv.write(Rollout.getDescriptor(), rollouts);
    PrintWriter out = spec.commandLine().getOut();
    String row = "%-" + IdColumn.width(8, rollouts.stream().map(Rollout::getId)) + "s ";
    out.printf(row + "%-14s %-12s %-20s  %s%n", "ROLLOUT", "VERSION", "STATE", "STARTED", "WHY");
    for (Rollout rollout : rollouts) {
      out.println(
          (row + "%-14s %-12s %-20s  %s")
              .formatted(
                  rollout.getId(),
                  name(rollout.getVersion()),
                  EnumLabels.labelOf(rollout.getState()),
                  Instant.ofEpochMilli(rollout.getStartedMs() / 1_000 * 1_000),
                  rollout.getWhy())
              .stripTrailing());
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "status",
      aliases = "show",
      mixinStandardHelpOptions = true,
      description = "Show a rollout: how its version does in the field, and each device.")
  int status(
      @Mixin CoordinatorOption coordinator, @Mixin JsonOption json, @Mixin RolloutChoice choice)
      throws Exception {
    String id = choice.find(coordinator).getId();
    GetRolloutRequest request = GetRolloutRequest.newBuilder().setRolloutId(id).build();
    return show(coordinator, json, coordinator.ask(s -> s.getRollout(request)));
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Hold a rollout where it is.")
  int pause(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Mixin RolloutChoice choice,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the rollout.")
          String why)
      throws Exception {
    RolloutRequest request = request(coordinator, choice, why);
    return show(coordinator, json, coordinator.ask(s -> s.pauseRollout(request)));
  }

  @Command(
      name = "resume",
      aliases = "approve",
      mixinStandardHelpOptions = true,
      description = "Let a paused rollout go on, or one whose version could not be judged.")
  int resume(
      @Mixin CoordinatorOption coordinator, @Mixin JsonOption json, @Mixin RolloutChoice choice)
      throws Exception {
    RolloutRequest request = request(coordinator, choice, "");
    return show(coordinator, json, coordinator.ask(s -> s.resumeRollout(request)));
  }

  @Command(
      name = "abort",
      mixinStandardHelpOptions = true,
      description = "End a rollout; the version that devices should run stays what it was.")
  int abort(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Mixin RolloutChoice choice,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the rollout.")
          String why)
      throws Exception {
    RolloutRequest request = request(coordinator, choice, why);
    return show(coordinator, json, coordinator.ask(s -> s.abortRollout(request)));
  }

  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Send every device back to the version before a rollout.")
  int rollback(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Mixin RolloutChoice choice,
      @Option(
              names = "--why",
              defaultValue = "by hand",
              description = "Reason, kept with the rollout.")
          String why)
      throws Exception {
    RolloutRequest request = request(coordinator, choice, why);
    return show(coordinator, json, coordinator.ask(s -> s.rollBack(request)));
  }

  private static RolloutRequest request(
      CoordinatorOption coordinator, RolloutChoice choice, String why) throws IOException {
    return RolloutRequest.newBuilder().setRolloutId(choice.id(coordinator)).setWhy(why).build();
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
    if (rollout.hasHealth()) {
      RolloutHealthText.lines(rollout.getHealth()).forEach(out::println);
    }
    for (RolloutMember member : members(coordinator, rollout.getId())) {
      out.printf(
          "  %-24s %-7s %-12s %s%n",
          member.getAgentId(),
          member.getWave() == 0 ? "canary" : "wave " + member.getWave(),
          EnumLabels.labelOf(member.getState()),
          member.getAway() ? "away" : done(member));
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

  /** Its last message, or how long it took. */
  private static String done(RolloutMember member) {
    return member.getTookMs() > 0 && member.getMessage().isEmpty()
        ? "after " + RolloutPlanText.time(member.getTookMs())
        : member.getMessage();
  }

  private static String name(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }
}
