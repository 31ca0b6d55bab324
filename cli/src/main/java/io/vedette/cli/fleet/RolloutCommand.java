package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.GetOverviewRequest;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutDevice;
import io.vedette.proto.v1.RolloutRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.VersionRef;
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
    return show(json, find(coordinator, id));
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
    return show(json, coordinator.ask(s -> s.pauseRollout(request)));
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
    return show(json, coordinator.ask(s -> s.resumeRollout(request)));
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
    return show(json, coordinator.ask(s -> s.abortRollout(request)));
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
    return show(json, coordinator.ask(s -> s.rollBack(request)));
  }

  private static RolloutRequest request(
      CoordinatorOption coordinator, @Nullable String id, String why) throws Exception {
    String rollout = id == null ? find(coordinator, null).getId() : id;
    return RolloutRequest.newBuilder().setRolloutId(rollout).setWhy(why).build();
  }

  private static Rollout find(CoordinatorOption coordinator, @Nullable String id) throws Exception {
    List<Rollout> rollouts =
        coordinator
            .ask(s -> s.getOverview(GetOverviewRequest.getDefaultInstance()))
            .getRolloutsList();
    return rollouts.stream()
        .filter(r -> id == null || r.getId().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    id == null
                        ? "there was no rollout yet; start one with 'vedette rollout start'"
                        : id + ": no such rollout; see 'vedette rollout status'"));
  }

  private int show(JsonOption json, Rollout rollout) throws IOException {
    json.write(rollout);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s  %s -> %s  %s%s%n",
        rollout.getId(),
        rollout.hasPrevious() ? name(rollout.getPrevious()) : "nothing",
        name(rollout.getVersion()),
        rollout.getState(),
        rollout.getWhy().isEmpty() ? "" : ": " + rollout.getWhy());
    for (RolloutDevice device : rollout.getDevicesList()) {
      out.printf(
          "  %-24s %-7s %-12s %s%n",
          device.getAgentId(),
          device.getWave() == 0 ? "canary" : "wave " + device.getWave(),
          device.getState(),
          device.getMessage());
    }
    out.flush();
    return 0;
  }

  private static String name(VersionRef version) {
    return version.getName() + ":" + version.getNumber();
  }
}
