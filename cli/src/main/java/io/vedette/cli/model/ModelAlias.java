package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Points an alias at a version. */
@Command(
    name = "alias",
    mixinStandardHelpOptions = true,
    description =
        "Point an alias at a version: vedette model alias stable student:7. No device changes its"
            + " version by that; a rollout does.")
final class ModelAlias implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(index = "0", paramLabel = "ALIAS", description = "stable, canary, …")
  private String alias;

  @Parameters(index = "1", paramLabel = "VERSION", description = "name:number or name@alias")
  private String reference;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, RegistryException {
    try (CoordinatorClient registry = coordinator.dial()) {
      VersionId id = registry.version(reference).id();
      SetAliasRequest request =
          SetAliasRequest.newBuilder()
              .setAlias(alias)
              .setVersion(ManifestCodec.toProto(id))
              .build();
      registry.ask(stub -> stub.setAlias(request));
      spec.commandLine().getOut().println(id.name() + "@" + alias + " is " + id);
      return 0;
    }
  }
}
