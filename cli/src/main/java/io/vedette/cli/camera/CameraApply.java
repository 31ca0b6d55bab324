package io.vedette.cli.camera;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ConfirmOptions;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ApplyCameraRequest;
import io.vedette.wire.camera.CameraMapper;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets what the coordinator wants of a camera. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Set a camera as a file says.",
      "Shows what differs and what that means for the device, then asks. Applying a file twice"
          + " changes nothing. What the file leaves out is as the device's own file says."
    })
final class CameraApply implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final ConfirmOptions confirm = new ConfirmOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @InputPath
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "The settings, YAML or JSON; see examples/camera.yaml.")
  private Path file;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, stored with the change.")
  private String why;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    confirm.check();
    CameraFile wanted = CameraFile.read(file);
    ApplyCameraRequest request =
        ApplyCameraRequest.newBuilder()
            .setAgentId(wanted.device())
            .setCameraId(wanted.camera())
            .setSettings(CameraMapper.toProto(wanted.settings()))
            .setWhy(why)
            .build();
    new CameraChanges(coordinator, confirm, json, spec.commandLine().getOut())
        .run(request, "Apply this to " + wanted.camera() + " of " + wanted.device() + "?");
    return 0;
  }
}
