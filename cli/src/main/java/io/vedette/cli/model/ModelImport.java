package io.vedette.cli.model;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.ModelOptions;
import io.vedette.detector.DetectorException;
import io.vedette.proto.v1.ModelKind;
import io.vedette.proto.v1.RegisterModelRequest;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Option(
      names = "--teacher",
      description =
          "Teachers answer frames with it, and no device runs it: vedette teacher --model"
              + " name:number.")
  private boolean teacher;

  @Option(names = "--alias", description = "Aliases to set to the new version.")
  private List<String> aliases = new ArrayList<>();

  @Option(names = "--note", defaultValue = "", description = "A note to store with the version.")
  private String note;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    try (CoordinatorClient registry = coordinator.dial()) {
      UploadedModel uploads = new UploadedModel(registry);
      RegisterModelRequest.Builder request =
          RegisterModelRequest.newBuilder()
              .setInspectionId(uploads.inspect(model.model(), model.described()))
              .setName(name)
              .setTrainable(trainable)
              .setKind(teacher ? ModelKind.MODEL_KIND_TEACHER : ModelKind.MODEL_KIND_UNSPECIFIED)
              .addAllAliases(aliases)
              .setNote(note);
      if (int8 != null) {
        request.setInt8InspectionId(uploads.inspect(int8, model.described()));
      }
      Version version = registry.ask(stub -> stub.registerModel(request.build()));
      VersionRef id = version.getManifest().getVersion();
      spec.commandLine().getOut().println(id.getName() + ":" + id.getNumber());
      return 0;
    }
  }
}
