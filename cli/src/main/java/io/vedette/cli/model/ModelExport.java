package io.vedette.cli.model;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a version out of the registry into a folder. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Write a version's manifest and ONNX files into a folder.")
final class ModelExport implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(paramLabel = "VERSION", description = "name:number or name@alias")
  private String reference;

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write to.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, RegistryException {
    try (CoordinatorClient registry = coordinator.dial()) {
      Manifest manifest = registry.version(reference).manifest();
      ExportedVersion exported = ExportedVersion.fetch(manifest, registry.artifacts(), output);
      spec.commandLine().getOut().println(manifest.id() + ": " + exported.folder());
      return 0;
    }
  }
}
