package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cli.check.Range;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every number that a command takes says which numbers make sense. */
final class OptionRangesTest {

  private static final Set<Class<?>> NUMBERS =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class,
          float.class,
          Float.class);

  @Test
  void everyNumberHasARange() {
    List<String> without = new ArrayList<>();
    collect(Vedette.commandLine(), without);

    assertThat(without).isEmpty();
  }

  /** Any seed is a good one. */
  private static void collect(CommandLine command, List<String> without) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      boolean number = NUMBERS.contains(option.auxiliaryTypes()[0]);
      boolean checked =
          option.userObject() instanceof AnnotatedElement field
              && field.isAnnotationPresent(Range.class);
      if (number && !checked && !option.longestName().endsWith("seed")) {
        without.add(command.getCommandSpec().qualifiedName() + " " + option.longestName());
      }
    }
    command.getSubcommands().values().forEach(sub -> collect(sub, without));
  }
}
