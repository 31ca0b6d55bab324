package io.vedette.cli.fleet;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.TagDeviceRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette fleet tag}: an operator's tags of a device. */
@Command(
    name = "tag",
    mixinStandardHelpOptions = true,
    description =
        "Set and remove tags of a device. They win over the tags of the device's own"
            + " configuration.")
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

  @Override
  public Integer call() throws Exception {
    TagDeviceRequest request;
    try {
      request = TagWords.request(id, tags);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    Device device = coordinator.ask(s -> s.tagDevice(request));
    json.write(device);
    spec.commandLine().getOut().println(id + " has " + TagWords.of(device.getSummary()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
