package io.vedette.benchmarks.training;

import io.vedette.federated.autograd.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The number of threads and the reference to compare with; a mixin of the measurements. */
final class ComparisonOptions {

  @Option(names = "--threads", description = "Threads of one operator (default: every core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--reference",
      paramLabel = "COMMAND",
      description = "A command that times the same steps in another tool.")
  private @Nullable String command;

  /** Sets the number of threads of this process. */
  void useThreads() {
    Scope.useThreads(threads);
  }

  /** The reference command with more arguments; empty if none was given. */
  Optional<ReferenceSteps> reference(String... arguments) {
    if (command == null) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(List.of(command.trim().split("\\s+")));
    words.addAll(List.of(arguments));
    return Optional.of(new ReferenceSteps(words));
  }
}
