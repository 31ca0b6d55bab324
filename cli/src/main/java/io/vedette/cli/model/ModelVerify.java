package io.vedette.cli.model;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.registry.RegistryException;
import io.vedette.registry.signing.ManifestVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a version's signature and the digest of every file, in the registry or in a folder. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Check a version's signature and files, in the registry or exported to a folder.")
final class ModelVerify implements Callable<Integer> {

  private static final int MAX_KEY_BYTES = 4096;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(paramLabel = "VERSION|DIR", description = "name:number, name@alias, or an export")
  private String what;

  @InputPath
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The registry's public key: signing.pub of the coordinator's data folder.")
  private Path key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, RegistryException {
    ManifestVerifier verifier = verifier();
    Path folder = Path.of(what);
    if (Files.isDirectory(folder)) {
      report(ExportedVersion.open(folder), verifier);
      return 0;
    }
    Path temporary = Files.createTempDirectory("vedette-verify");
    try (CoordinatorClient registry = coordinator.dial()) {
      var manifest = registry.version(what).manifest();
      report(ExportedVersion.fetch(manifest, registry.artifacts(), temporary), verifier);
      return 0;
    } finally {
      delete(temporary);
    }
  }

  private ManifestVerifier verifier() throws IOException, RegistryException {
    if (!Files.isRegularFile(key) || Files.size(key) > MAX_KEY_BYTES) {
      throw new RegistryException(key + ": no public key; give the coordinator's signing.pub");
    }
    return ManifestVerifier.of(Files.readAllBytes(key));
  }

  private void report(ExportedVersion version, ManifestVerifier verifier)
      throws IOException, RegistryException {
    verifier.verify(version.manifest());
    version.checkFiles();
    spec.commandLine()
        .getOut()
        .println(
            version.manifest().id()
                + ": signed by "
                + verifier.keyId()
                + ", "
                + ExportedVersion.files(version.manifest()).size()
                + " files as signed");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
