package io.vedette.cli.bench;

import io.vedette.federated.autograd.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** With how many threads is measured, and beside what; a mixin of the measurements. */
final class BenchOptions {

  @Option(names = "--threads", description = "Threads of one operator (default: every core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--beside", paramLabel = "COMMAND", description = "The reference's command.")
  private @Nullable String command;

  /** Lets this process use as many threads as were asked for. */
  void useThreads() {
    Scope.useThreads(threads);
  }

  /** The reference, given more words; empty where none is asked for. */
  Optional<ReferenceSteps> reference(String... more) {
    if (command == null) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(List.of(command.trim().split("\\s+")));
    words.addAll(List.of(more));
    return Optional.of(new ReferenceSteps(words));
  }
}
