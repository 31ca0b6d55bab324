package io.vedette.cli.fleet;

import io.vedette.cli.check.Range;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.cli.simulate.SimulateCommand;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceState;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.ForgetDeviceRequest;
import io.vedette.proto.v1.ForgetDeviceResponse;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListEventsResponse;
import io.vedette.proto.v1.RevokeDeviceRequest;
import io.vedette.proto.v1.Severity;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.EnumLabels;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette fleet}: the devices of a coordinator. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description =
        "List devices and events; enroll, show, tag, revoke or forget a device; simulate a fleet.",
    subcommands = {EnrollCommand.class, TagCommand.class, SimulateCommand.class})
public final class FleetCommand {

  private static final int PAGE = 100;

  /** States of devices that {@code --state} takes. */
  enum State {
    online(DeviceState.DEVICE_STATE_ONLINE),
    away(DeviceState.DEVICE_STATE_AWAY),
    revoked(DeviceState.DEVICE_STATE_REVOKED);

    private final DeviceState wire;

    State(DeviceState wire) {
      this.wire = wire;
    }
  }

  /** Severities that {@code --severity} takes. */
  enum Least {
    info(Severity.SEVERITY_INFO),
    warning(Severity.SEVERITY_WARNING),
    error(Severity.SEVERITY_ERROR);

    private final Severity wire;

    Least(Severity wire) {
      this.wire = wire;
    }
  }

  @Spec private CommandSpec spec;

  @Command(name = "list", mixinStandardHelpOptions = true, description = "One line per device.")
  int list(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Mixin CsvOption csv,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "Only ${COMPLETION-CANDIDATES} devices; may be given several times.")
          State @Nullable [] states,
      @Option(names = "--text", description = "Only devices with this in their name or class.")
          @Nullable String text,
      @Option(
              names = "--running",
              paramLabel = "VERSION",
              description = "Only devices that run this version, student:7.")
          @Nullable String version,
      @Option(
              names = "--tag",
              paramLabel = "TAG",
              description =
                  "Only devices with this tag: site=hamburg, or site with any value; may be given"
                      + " several times, all must match.")
          String @Nullable [] tags,
      @Option(
              names = "--deployment",
              paramLabel = "NAME",
              description = "Only devices with cameras of this deployment.")
          @Nullable String deployment,
      @Option(names = "--attention", description = "Only devices that require attention.")
          boolean attention,
      @Range(least = 1)
          @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "At most so many devices (default: ${DEFAULT-VALUE}).")
          int limit)
      throws Exception {
    ListDevicesRequest.Builder request =
        ListDevicesRequest.newBuilder()
            .setPageSize(Math.min(limit, PAGE))
            .setText(text == null ? "" : text)
            .setVersion(version == null ? "" : version)
            .setSelector(tags == null ? "" : String.join(",", tags))
            .setDeployment(deployment == null ? "" : deployment)
            .setAttention(attention);
    for (State state : states == null ? new State[0] : states) {
      request.addStates(state.wire);
    }
    int[] total = {0};
    List<DeviceSummary> devices =
        ListPages.read(
            token -> coordinator.ask(s -> s.listDevices(request.setPageToken(token).build())),
            page -> {
              total[0] = page.getTotal();
              return page.getDevicesList();
            },
            ListDevicesResponse::getNextPageToken,
            limit);
    json.write(
        ListDevicesResponse.newBuilder().addAllDevices(devices).setTotal(total[0]).build(),
        "devices",
        "total");
    csv.write(DeviceSummary.getDescriptor(), devices);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-24s %-8s %-14s %8s %10s %8s  %s%n",
        "DEVICE", "STATE", "VERSION", "FPS", "ESCALATED", "WAITING", "ATTENTION");
    devices.forEach(device -> out.println(line(device)));
    if (total[0] > devices.size()) {
      out.printf("and %d more; give --limit or a filter%n", total[0] - devices.size());
    }
    out.flush();
    return 0;
  }

  private static String line(DeviceSummary device) {
    return String.format(
            Locale.ROOT,
            "%-24s %-8s %-14s %8.1f %10d %8d  %s",
            device.getAgentId(),
            EnumLabels.labelOf(device.getState()),
            version(device),
            device.getFps(),
            device.getEscalated(),
            device.getOutboxFrames(),
            device.getAttention())
        .stripTrailing();
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
        coordinator.ask(s -> s.getDevice(GetDeviceRequest.newBuilder().setAgentId(id).build()));
    json.write(device);
    DeviceSummary summary = device.getSummary();
    Heartbeat beat = device.getHeartbeat();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s  %s%n", summary.getAgentId(), EnumLabels.labelOf(summary.getState()));
    out.printf("  class     %s%n", summary.getDeviceClass());
    out.printf("  software  %s%n", summary.getSoftwareVersion());
    out.printf("  last seen %s%n", Instant.ofEpochMilli(summary.getLastSeenMs()));
    out.printf("  reported  %s %s%n", version(summary), summary.getVariant());
    out.printf("  desired   %s%n", desired(device));
    out.printf("  learner   %s%n", summary.getLearner().isEmpty() ? "idle" : summary.getLearner());
    TagWords.lines(device).forEach(tag -> out.println("  tag       " + tag));
    DeploymentLines.of(device).forEach(line -> out.println("  " + line));
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
    out.printf("  audits    %d%s%n", summary.getAudits(), agreement(summary));
    if (!summary.getAttention().isEmpty()) {
      out.printf("  attention %s%n", summary.getAttention());
    }
    out.flush();
    return 0;
  }

  private static String desired(Device device) {
    VersionRef version = device.getDesired();
    return device.hasDesired()
        ? version.getName() + ":" + version.getNumber() + " (" + device.getDesiredWhy() + ")"
        : "-";
  }

  private static String agreement(DeviceSummary device) {
    return share(", precision", device.hasAuditPrecision(), device.getAuditPrecision())
        + share(", recall", device.hasAuditRecall(), device.getAuditRecall());
  }

  private static String share(String name, boolean known, double value) {
    return known ? String.format(Locale.ROOT, "%s %.3f", name, value) : "";
  }

  @Command(
      name = "events",
      mixinStandardHelpOptions = true,
      description = "What happened, newest first.")
  int events(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Mixin CsvOption csv,
      @Option(names = "--topic", description = "device, round, distillation, rollout, version, …")
          @Nullable String topic,
      @Option(names = "--object", description = "Only what is about this device, round, …")
          @Nullable String object,
      @Option(
              names = "--severity",
              defaultValue = "info",
              description = "${COMPLETION-CANDIDATES}: this and higher (default: info).")
          Least least,
      @Range(least = 1)
          @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most so many events (default: ${DEFAULT-VALUE}).")
          int limit)
      throws Exception {
    ListEventsRequest.Builder request =
        ListEventsRequest.newBuilder()
            .setPageSize(Math.min(limit, PAGE))
            .setTopic(topic == null ? "" : topic)
            .setObject(object == null ? "" : object)
            .setLeastSeverity(least.wire);
    List<Event> events =
        ListPages.read(
            token -> coordinator.ask(s -> s.listEvents(request.setPageToken(token).build())),
            ListEventsResponse::getEventsList,
            ListEventsResponse::getNextPageToken,
            limit);
    json.write(ListEventsResponse.newBuilder().addAllEvents(events).build(), "events");
    csv.write(Event.getDescriptor(), events);
    PrintWriter out = spec.commandLine().getOut();
    for (Event event : events) {
      out.printf(
          "%s  %-7s  %-12s  %s%n",
          Instant.ofEpochMilli(event.getAtMs()),
          EnumLabels.labelOf(event.getSeverity()),
          event.getSubject().getTopic(),
          event.getText());
    }
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
    spec.commandLine().getOut().println(device.getSummary().getAgentId() + " is revoked");
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Command(
      name = "forget",
      mixinStandardHelpOptions = true,
      description =
          "Remove a device. An agent of this name that connects later is a new device, even if the"
              + " old one was revoked.")
  int forget(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Parameters(paramLabel = "DEVICE") String id,
      @Option(names = "--force", description = "Even while it is connected; its session ends.")
          boolean force)
      throws Exception {
    ForgetDeviceResponse answer =
        coordinator.ask(
            s ->
                s.forgetDevice(
                    ForgetDeviceRequest.newBuilder().setAgentId(id).setForce(force).build()));
    json.write(answer);
    spec.commandLine().getOut().println(id + " is forgotten; " + answer.getKept());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static String version(DeviceSummary device) {
    return device.hasInstalled()
        ? device.getInstalled().getName() + ":" + device.getInstalled().getNumber()
        : "-";
  }
}
