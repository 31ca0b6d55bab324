package io.vedette.cli.model;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One version's manifest and what the gates said. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show a version's manifest as JSON, and what its gates said.")
final class ModelShow implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(paramLabel = "VERSION", description = "name:number or name@alias")
  private String reference;

  @Mixin private final JsonOption json = new JsonOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, RegistryException {
    try (CoordinatorClient registry = coordinator.dial()) {
      Version version = registry.version(reference);
      String manifest = ManifestCodec.toJson(version.manifest());
      json.writeText(manifest);
      PrintWriter out = spec.commandLine().getOut();
      out.println(manifest);
      version
          .gates()
          .forEach(
              g ->
                  out.println(
                      "gate "
                          + g.gate()
                          + ": "
                          + (g.passed() ? "passed" : "failed")
                          + ", "
                          + g.why()));
      out.flush();
      return 0;
    }
  }
}
