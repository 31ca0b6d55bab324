package io.vedette.cli.serve;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.check.StartChecks;
import io.vedette.cli.config.ConfigFile;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ModelReference;
import io.vedette.cli.coordinator.RegistryModels;
import io.vedette.cli.option.OperationsOption;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.cloud.worker.TeacherWorker;
import io.vedette.detector.head.Hints;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette teacher}: answers a coordinator's hard frames, until it is stopped. */
@Command(
    name = "teacher",
    mixinStandardHelpOptions = true,
    description = "Answer hard frames with an ONNX detector, until it is stopped.",
    subcommands = {TeacherList.class, TeacherReplace.class})
public final class TeacherCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @InputPath
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML configuration, instead of options.")
  private @Nullable Path config;

  @Option(
      names = "--model",
      paramLabel = "M",
      description =
          "The teacher's detector: an ONNX file, or a version in the registry of the coordinator,"
              + " name:number or name@alias.")
  private @Nullable Path model;

  @Mixin private CoordinatorOption coordinator;

  @Mixin private EnrollOption enroll;

  @Mixin private OperationsOption operations;

  @Option(
      names = "--name",
      description =
          "Deployments name the teacher that answers their frames; several processes of one name"
              + " share the work (default: teacher).")
  private @Nullable String name;

  @Option(names = "--id", description = "Name among the workers (default: the teacher's name).")
  private @Nullable String id;

  @Option(
      names = "--labels",
      paramLabel = "FILE|coco",
      description = "Class names, one a line, if the model has none; coco: COCO's 80.")
  private @Nullable Path labels;

  @Option(
      names = "--head",
      paramLabel = "FAMILY",
      description = "Head family, if it is not recognised: yolo11, yolox, …")
  private @Nullable String head;

  @Option(
      names = "--student-labels",
      split = ",",
      paramLabel = "NAME",
      description = "Labels of the student; detections with other labels are left out.")
  private @Nullable List<String> studentLabels;

  @Range(least = 0, most = 1)
  @Option(names = "--threshold", description = "Lowest score of a verdict, 0 to 1.")
  private double threshold;

  @Range(least = 1)
  @Option(names = "--threads", description = "Threads of ONNX Runtime (default: 1).")
  private int threads;

  @Override
  public Integer call() throws Exception {
    if (config == null && model == null) {
      throw new ParameterException(spec.commandLine(), "give --model or --config");
    }
    TeacherConfig read =
        config != null
            ? ConfigFile.read(config, TeacherConfig.class)
            : new TeacherConfig(
                coordinator.endpoint(),
                model,
                id,
                name,
                labels,
                head,
                studentLabels,
                threshold,
                0,
                0,
                threads,
                operations.address());
    String wanted = config == null ? id : read.workerId();
    TeacherConfig settings =
        (config == null
                ? enroll.joinHere("teacher", read.coordinator(), wanted)
                : enroll.join("teacher", read.coordinator(), wanted))
            .map(joined -> read.as(joined.named(wanted), joined.coordinator()))
            .orElse(read);
    StartChecks checks = new StartChecks(config);
    Optional<ModelReference> version = AwaitedModel.reference(settings.model());
    if (version.isEmpty()) {
      checks.file("model", settings.model());
    }
    Path names = settings.labels();
    if (names != null && !names.toString().equals(Hints.COCO)) {
      checks.file("labels", names);
    }
    checks.endpoint("coordinator", settings.coordinator());
    checks.operations(settings.operations());
    if (version.isPresent()) {
      settings =
          settings.withModel(
              AwaitedModel.download(version.get(), RegistryModels.of(settings.coordinator())));
    }
    try (AutoCloseable renewing = EnrollOption.renewing(settings.coordinator());
        TeacherWorker worker = TeacherWorker.start(settings)) {
      Foreground.run(
          spec.commandLine().getOut(),
          "teacher "
              + settings.workerId()
              + version.map(v -> " with " + v).orElse("")
              + " for "
              + settings.coordinator(),
          worker);
    }
    return 0;
  }
}
