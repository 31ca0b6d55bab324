package io.vedette.cli.option;

import io.vedette.federated.architecture.Architecture;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;

/** The architectures in a command's help and in the shell's completion. */
public final class ArchitectureList implements Iterable<String>, IModelTransformer {

  @Override
  public Iterator<String> iterator() {
    return Architecture.all().stream().map(Architecture::name).iterator();
  }

  /** Adds a line for each of them to what stands below the options. */
  @Override
  public CommandSpec transform(CommandSpec command) {
    List<String> footer = new ArrayList<>(List.of(command.usageMessage().footer()));
    footer.add("");
    footer.add("Architectures (more about them in docs/architectures.md):");
    for (Architecture a : Architecture.all()) {
      footer.add("  %-21s %s".formatted(a.name(), a.purpose()).replace("%", "%%"));
    }
    command.usageMessage().footer(footer.toArray(String[]::new));
    return command;
  }
}
