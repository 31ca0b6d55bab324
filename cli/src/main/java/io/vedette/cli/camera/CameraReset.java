package io.vedette.cli.camera;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ConfirmOptions;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ApplyCameraRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes back what the coordinator wants of a camera. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Let a camera be as its device's file says again.")
final class CameraReset implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final ConfirmOptions confirm = new ConfirmOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "DEVICE")
  private String device;

  @Parameters(index = "1", paramLabel = "CAMERA")
  private String camera;

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
    ApplyCameraRequest request =
        ApplyCameraRequest.newBuilder().setAgentId(device).setCameraId(camera).setWhy(why).build();
    new CameraChanges(coordinator, confirm, json, spec.commandLine().getOut())
        .run(request, "Reset " + camera + " of " + device + "?");
    return 0;
  }
}
