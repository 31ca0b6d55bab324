package io.vedette.cli.camera;

import io.vedette.cli.check.Range;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraSettingsState;
import io.vedette.proto.v1.ListCamerasRequest;
import io.vedette.proto.v1.ListCamerasResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One line for each camera. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "One line per camera.",
      "WANTED is the revision of the settings that the coordinator wants, 0 where it wants none."
    })
final class CameraList implements Callable<Integer> {

  /** States as they are written on the command line. */
  enum StateFilter {
    FILE(CameraSettingsState.CAMERA_SETTINGS_STATE_FILE),
    WAITING(CameraSettingsState.CAMERA_SETTINGS_STATE_WAITING),
    APPLIED(CameraSettingsState.CAMERA_SETTINGS_STATE_APPLIED),
    REFUSED(CameraSettingsState.CAMERA_SETTINGS_STATE_REFUSED);

    private final CameraSettingsState state;

    StateFilter(CameraSettingsState state) {
      this.state = state;
    }
  }

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final CsvOption csv = new CsvOption();

  @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "Only cameras of this device.")
  private @Nullable String device;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only cameras in this state: ${COMPLETION-CANDIDATES}; repeatable.")
  private List<StateFilter> states = List.of();

  @Range(least = 1)
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "200",
      description = "So many at most (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Spec private CommandSpec spec;

  private int total;

  @Override
  public Integer call() throws Exception {
    List<Camera> cameras =
        ListPages.read(
            this::page,
            ListCamerasResponse::getCamerasList,
            ListCamerasResponse::getNextPageToken,
            limit);
    json.write(
        ListCamerasResponse.newBuilder().addAllCameras(cameras).setTotal(total).build(),
        "cameras",
        "total");
    csv.write(Camera.getDescriptor(), cameras);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-20s %-20s %-8s %6s  %s%n", "DEVICE", "CAMERA", "STATE", "WANTED", "THE DEVICE");
    cameras.forEach(camera -> out.println(line(camera)));
    if (cameras.size() < total) {
      out.println((total - cameras.size()) + " more; see --limit, --state");
    }
    out.flush();
    return 0;
  }

  private ListCamerasResponse page(String token) throws IOException {
    ListCamerasRequest request =
        ListCamerasRequest.newBuilder()
            .setAgentId(device == null ? "" : device)
            .addAllStates(states.stream().map(filter -> filter.state).toList())
            .setPageToken(token)
            .build();
    ListCamerasResponse page = coordinator.ask(s -> s.listCameras(request));
    total = page.getTotal();
    return page;
  }

  private static String line(Camera camera) {
    return "%-20s %-20s %-8s %6d  %s"
        .formatted(
            camera.getAgentId(),
            camera.getCameraId(),
            CameraText.state(camera),
            camera.getRevision(),
            CameraText.device(camera));
  }
}
