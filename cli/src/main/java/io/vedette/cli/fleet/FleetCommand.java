package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.cli.simulate.SimulateCommand;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.GetOverviewRequest;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.RevokeDeviceRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette fleet}: the devices of a coordinator. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = "List devices, show one, revoke one; simulate a fleet.",
    subcommands = SimulateCommand.class)
public final class FleetCommand {

  @Spec private CommandSpec spec;

  @Command(name = "list", mixinStandardHelpOptions = true, description = "One line per device.")
  int list(@Mixin CoordinatorOption coordinator, @Mixin JsonOption json) throws Exception {
    Overview overview = overview(coordinator);
    json.write(overview, "at_ms", "devices");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-24s %-8s %-14s %8s %10s %8s%n",
        "DEVICE", "STATE", "VERSION", "FPS", "ESCALATED", "WAITING");
    for (Device device : overview.getDevicesList()) {
      Heartbeat beat = device.getHeartbeat();
      double fps = beat.getCamerasList().stream().mapToDouble(CameraStatus::getFps).sum();
      out.printf(
          Locale.ROOT,
          "%-24s %-8s %-14s %8.1f %10d %8d%n",
          device.getAgentId(),
          device.getState(),
          version(beat),
          fps,
          beat.getEscalation().getEscalated(),
          beat.getEscalation().getOutboxFrames());
    }
    out.flush();
    return 0;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Everything that is known of a device.")
  int show(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "DEVICE") String id)
      throws Exception {
    Device device =
        overview(coordinator).getDevicesList().stream()
            .filter(d -> d.getAgentId().equals(id))
            .findFirst()
            .orElseThrow(() -> new IOException(id + ": no such device; see 'vedette fleet list'"));
    json.write(device);
    Heartbeat beat = device.getHeartbeat();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s  %s%n", device.getAgentId(), device.getState());
    out.printf("  class     %s%n", device.getDeviceClass());
    out.printf("  software  %s%n", device.getSoftwareVersion());
    out.printf("  version   %s %s%n", version(beat), beat.getVariant());
    out.printf("  learner   %s%n", beat.getLearner().isEmpty() ? "idle" : beat.getLearner());
    for (CameraStatus camera : beat.getCamerasList()) {
      out.printf(
          Locale.ROOT,
          "  camera    %s %s, %.1f fps, %.1f ms, %d frames%s%n",
          camera.getCameraId(),
          camera.getState(),
          camera.getFps(),
          camera.getLatencyP50Ms(),
          camera.getFrames(),
          camera.getError().isEmpty() ? "" : ": " + camera.getError());
    }
    out.printf(
        Locale.ROOT,
        "  audits    %d, precision %.3f, recall %.3f%n",
        device.getAudits(),
        device.getAuditPrecision(),
        device.getAuditRecall());
    out.flush();
    return 0;
  }

  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Turn a device away for good.")
  int revoke(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "DEVICE") String id)
      throws Exception {
    Device device =
        coordinator.ask(
            s -> s.revokeDevice(RevokeDeviceRequest.newBuilder().setAgentId(id).build()));
    json.write(device);
    spec.commandLine().getOut().println(device.getAgentId() + " is revoked");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static Overview overview(CoordinatorOption coordinator) throws IOException {
    return coordinator.ask(s -> s.getOverview(GetOverviewRequest.getDefaultInstance()));
  }

  private static String version(Heartbeat beat) {
    return beat.hasInstalled()
        ? beat.getInstalled().getName() + ":" + beat.getInstalled().getNumber()
        : "-";
  }
}
