package io.vedette.cli.learn;

import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.detector.DetectorException;
import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.DistillationTerms;
import io.vedette.federated.distill.SampleWeighting;
import io.vedette.federated.distill.TeacherMemory;
import io.vedette.federated.distill.Temperature;
import io.vedette.federated.learn.TeachingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a student learns from its teacher; a mixin of {@link DistillCommand}. */
final class TeachingSettings {

  private static final long MEBIBYTE = 1L << 20;

  @Option(
      names = "--losses",
      defaultValue = DistillationTerms.USUAL,
      paramLabel = "NAME[=WEIGHT],…",
      description =
          "Distillation losses (default: ${DEFAULT-VALUE}); of logits, boxes, localization, at,"
              + " cwd, mgd, imitate, rkd, rkd-angle, deep.")
  private String losses = DistillationTerms.USUAL;

  @Option(
      names = "--temperature",
      defaultValue = "2",
      paramLabel = "T|FROM:TO[:COURSE]",
      description =
          "Softens both answers. Constant, or falling along cosine, linear or adaptive, which"
              + " falls when the student's loss oscillates (default: ${DEFAULT-VALUE}).")
  private String temperature = "2";

  @Range(least = 0, most = 1)
  @Option(
      names = "--alpha",
      defaultValue = "0.5",
      description = "Weight of the teacher against the labels, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--emphasis",
      defaultValue = "even",
      paramLabel = "EMPHASIS",
      description = "Weight of each picture: ${COMPLETION-CANDIDATES} (default: even).")
  private SampleWeighting emphasis = SampleWeighting.EVEN;

  @Option(
      names = "--student-tensors",
      split = ",",
      paramLabel = "NAME",
      description =
          "Inner tensors of the student to compare, finest level first (default: where the head"
              + " begins).")
  private List<String> studentTensors = List.of();

  @Option(
      names = "--teacher-tensors",
      split = ",",
      paramLabel = "NAME",
      description =
          "Inner tensors of the first teacher to compare (default: where the head begins).")
  private List<String> teacherTensors = List.of();

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--memory",
      paramLabel = "DIR",
      description = "Folder that keeps the teachers' answers, so that none is computed twice.")
  private @Nullable Path memory;

  @Range(least = 1)
  @Option(
      names = "--memory-limit",
      defaultValue = "8192",
      paramLabel = "MIB",
      description =
          "Size limit of --memory; the oldest answers are deleted (default: ${DEFAULT-VALUE}).")
  private long memoryMiB;

  @Range(least = 1)
  @Option(
      names = "--teacher-threads",
      defaultValue = "2",
      description = "Threads of one operator of a teacher (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  /**
   * @throws ParameterException when a loss or the temperature cannot be read
   */
  TeachingOptions options(long seed, boolean blackBox, double threshold) throws DetectorException {
    return new TeachingOptions(
        loss(seed),
        blackBox,
        threshold,
        studentTensors,
        teacherTensors,
        memory == null ? null : TeacherMemory.at(memory, memoryMiB * MEBIBYTE),
        threads);
  }

  private DistillationLoss.Settings loss(long seed) {
    try {
      return new DistillationLoss.Settings(
          DistillationTerms.parse(losses), alpha, Temperature.parse(temperature), emphasis, seed);
    } catch (DetectorException | IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** For the run's folder. */
  Map<String, Object> described() {
    return new TreeMap<>(
        Map.of("losses", losses, "temperature", temperature, "alpha", alpha, "emphasis", emphasis));
  }
}
