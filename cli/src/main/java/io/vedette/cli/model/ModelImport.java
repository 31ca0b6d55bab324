package io.vedette.cli.model;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ModelOptions;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.registry.manifest.Version;
import io.vedette.wire.ArtifactClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Registers an ONNX file as a version. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Register an ONNX detector as a new version.")
final class ModelImport implements Callable<Integer> {

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @ArgGroup(exclusive = false, multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOptions model;

  @Option(names = "--name", required = true, description = "Name of the model, such as student.")
  private String name;

  @InputPath
  @Option(
      names = "--int8",
      paramLabel = "FILE",
      description = "An INT8 variant of the same detector, as vedette compress makes it.")
  private @Nullable Path int8;

  @Option(
      names = "--trainable",
      description =
          "Rounds may train it further, though its normalisation is folded into its weights"
              + " (default: only a graph that still normalises).")
  private boolean trainable;

  @Option(names = "--alias", description = "Aliases to set to the new version.")
  private List<String> aliases = new ArrayList<>();

  @Option(names = "--note", defaultValue = "", description = "A note to store with the version.")
  private String note;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException, RegistryException {
    DetectorModel given = model.read();
    Path folder = Files.createTempDirectory("vedette-import");
    try (CoordinatorClient registry = coordinator.dial()) {
      Version version = register(registry, given.withSpec(), given.spec(), folder);
      spec.commandLine().getOut().println(version.id());
      return 0;
    } finally {
      delete(folder);
    }
  }

  private Version register(
      CoordinatorClient registry, Graph graph, DetectorSpec detector, Path folder)
      throws IOException, RegistryException, DetectorException {
    ArtifactClient artifacts = registry.artifacts();
    List<Variant> variants = new ArrayList<>();
    Artifact fp32 = upload(artifacts, Exporter.fp32(graph), folder, "fp32");
    variants.add(new Variant("fp32", fp32, List.of(), true, "as imported"));
    Map<String, String> recipes = new HashMap<>();
    recipe(graph).ifPresent(made -> recipes.put("fp32", made));
    if (int8 != null) {
      Graph eightBits = Graph.read(int8);
      recipe(eightBits).ifPresent(made -> recipes.put("int8", made));
      Artifact rounded = upload(artifacts, eightBits, folder, "int8");
      variants.add(new Variant("int8", rounded, List.of(), true, "as imported"));
    }
    // only a graph that still normalises can be trained on as it was trained before
    boolean normalises =
        graph.nodes().stream().anyMatch(n -> n.getOpType().equals("BatchNormalization"));
    Artifact training =
        trainable || normalises ? upload(artifacts, graph, folder, "training") : null;
    Lineage lineage = new Lineage(List.of(), "", "", "", List.of(), List.of(), recipes);
    Manifest draft = Manifest.draft(name, detector, training, variants, lineage, note);
    RegisterVersionRequest request =
        RegisterVersionRequest.newBuilder()
            .setManifest(ManifestCodec.toProto(draft))
            .addAllAliases(aliases)
            .build();
    io.vedette.proto.v1.Version version = registry.ask(stub -> stub.registerVersion(request));
    return ManifestCodec.fromProto(version);
  }

  /** What vedette compress wrote into the file about how it was made. */
  private static Optional<String> recipe(Graph graph) {
    return Optional.ofNullable(graph.metadata().get(Provenance.METADATA_KEY));
  }

  private static Artifact upload(ArtifactClient artifacts, Graph graph, Path folder, String role)
      throws IOException, RegistryException {
    Path file = folder.resolve(role + ".onnx");
    graph.write(file);
    return VariantCodec.fromProto(artifacts.upload(file, VariantCodec.role(role)));
  }

  private static void delete(Path folder) throws IOException {
    for (String role : List.of("fp32", "int8", "training")) {
      Files.deleteIfExists(folder.resolve(role + ".onnx"));
    }
    Files.deleteIfExists(folder);
  }
}
