package io.vedette.cli.camera;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Camera;
import io.vedette.proto.v1.CameraReport;
import io.vedette.proto.v1.GetCameraRequest;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A camera: what is wanted of it, and what its device says. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Where the settings of a camera stand, and what was applied, as a file that can be applied.")
final class CameraShow implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "DEVICE")
  private String device;

  @Parameters(index = "1", paramLabel = "CAMERA")
  private String id;

  @Option(
      names = "--running",
      description =
          "Print what the camera runs, wherever it was set, instead of what was applied. The source"
              + " is left out.")
  private boolean running;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Camera camera =
        coordinator.ask(
            s ->
                s.getCamera(
                    GetCameraRequest.newBuilder().setAgentId(device).setCameraId(id).build()));
    json.write(camera);
    PrintWriter out = spec.commandLine().getOut();
    CameraReport report = camera.getReport();
    out.println(id + " of " + device);
    row(out, "state", CameraText.state(camera));
    row(out, "revision", revision(camera));
    row(out, "device", CameraText.device(camera));
    if (camera.hasReport()) {
      row(out, "source", report.getSource());
      row(
          out,
          "local",
          report.getLocalCount() == 0 ? "nothing" : String.join(", ", report.getLocalList()));
    }
    out.println();
    if (running && report.getCut()) {
      out.println("# its file has more zones, masks or labels than fit; these are some of them");
    }
    out.println(running ? "# what it runs" : "# as it was applied");
    out.print(CameraText.file(camera, running ? report.getRunning() : camera.getSettings()));
    out.flush();
    return 0;
  }

  private static void row(PrintWriter out, String key, String value) {
    out.printf("  %-12s %s%n", key, value);
  }

  private static String revision(Camera camera) {
    if (!camera.hasChangedMs()) {
      return "0: nothing was ever set";
    }
    return camera.getRevision()
        + ", set "
        + Instant.ofEpochMilli(camera.getChangedMs())
        + (camera.getWhy().isEmpty() ? "" : ": " + camera.getWhy());
  }
}
