package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.TagDeviceRequest;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette fleet tag}: an operator's tags of a device or of one of its cameras. */
@Command(
    name = "tag",
    mixinStandardHelpOptions = true,
    description =
        "Set and remove tags of a device, or of one of its cameras. They win over the tags of the"
            + " device's own configuration.")
final class TagCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private JsonOption json;

  @Parameters(index = "0", paramLabel = "DEVICE")
  private String id;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TAG",
      description = "site=hamburg sets a tag, site- removes it.")
  private List<String> tags;

  @Option(
      names = "--camera",
      paramLabel = "CAMERA",
      description = "Tags of this camera; they win over those of the device.")
  private @Nullable String camera;

  @Override
  public Integer call() throws Exception {
    TagDeviceRequest request;
    try {
      request = TagWords.request(id, camera, tags);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Device device = coordinator.ask(s -> s.tagDevice(request));
    json.write(device);
    spec.commandLine()
        .getOut()
        .println(
            camera == null
                ? id + " has " + TagWords.of(device.getSummary())
                : camera + " of " + id + " has " + TagWords.of(device, camera));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
