package io.vedette.cli.option;

import io.vedette.cli.progress.Terminal;
import java.io.Console;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --dry-run} and {@code --yes}: whether a command may change what it has shown. */
public final class ConfirmOptions {

  private static final Set<String> CONSENT = Set.of("y", "yes");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--dry-run", description = "Only say what would change.")
  private boolean dryRun;

  @Option(
      names = "--yes",
      description = "Do not ask; without a terminal this or --dry-run is required.")
  private boolean yes;

  /**
   * Refuses to begin where nobody could be asked.
   *
   * @throws ParameterException in one line
   */
  public void check() {
    if (!dryRun && !yes && !Terminal.isInteractive()) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no terminal to ask whether to go on; add --yes to change it, or --dry-run to"
              + " see what would change");
    }
  }

  /** Whether to go on after the change was shown. */
  public boolean consent(String question) {
    if (dryRun || yes) {
      return yes && !dryRun;
    }
    Console console = System.console();
    return console != null && isConsent(console.readLine("%s [y/N] ", question));
  }

  /**
   * @param answer null: the input ended
   */
  static boolean isConsent(@Nullable String answer) {
    return answer != null && CONSENT.contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
