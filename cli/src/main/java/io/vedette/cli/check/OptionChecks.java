package io.vedette.cli.check;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Checks what was given on the command line against {@link Range}, {@link InputPath} and {@link
 * OutputPath}, in one place for all commands and before anything slow starts. A number out of range
 * is wrong usage (exit code 2); a file that cannot be read or written is a failure (exit code 1).
 */
public final class OptionChecks implements IExecutionStrategy {

  private final IExecutionStrategy next;

  /**
   * @param next runs the command once all is well
   */
  public OptionChecks(IExecutionStrategy next) {
    this.next = next;
  }

  @Override
  public int execute(ParseResult result) {
    each(result, OptionChecks::checkNumber);
    each(result, OptionChecks::checkPath);
    return next.execute(result);
  }

  /** What is done with a value of an option. */
  private interface Check {
    void of(CommandLine command, String option, AnnotatedElement field, Object value);
  }

  /** Defaults are not checked: only what was matched. */
  private static void each(ParseResult result, Check check) {
    for (ParseResult at = result; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
      CommandLine command = at.commandSpec().commandLine();
      for (OptionSpec option : at.matchedOptions()) {
        if (option.userObject() instanceof AnnotatedElement field) {
          for (Object value : values(option.getValue())) {
            check.of(command, option.longestName(), field, value);
          }
        }
      }
    }
  }

  private static void checkNumber(
      CommandLine command, String option, AnnotatedElement field, Object value) {
    Range range = field.getAnnotation(Range.class);
    if (range != null && value instanceof Number number && !in(range, number.doubleValue())) {
      throw new ParameterException(command, option + " is " + text(range) + ", not " + value);
    }
  }

  private static void checkPath(
      CommandLine command, String option, AnnotatedElement field, Object value) {
    if (value instanceof Path path) {
      try {
        if (field.isAnnotationPresent(InputPath.class)) {
          PathChecks.readable(path);
        }
        OutputPath output = field.getAnnotation(OutputPath.class);
        if (output != null) {
          PathChecks.writable(path, output.value());
        }
      } catch (IOException e) {
        IOException named = new IOException(option + ": " + e.getMessage(), e);
        throw new ExecutionException(command, option, named);
      }
    }
  }

  private static Collection<?> values(@Nullable Object value) {
    return value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
  }

  private static boolean in(Range range, double value) {
    boolean enough = range.open() ? value > range.least() : value >= range.least();
    return enough && value <= range.most();
  }

  private static String text(Range range) {
    String least = plain(range.least());
    if (Double.isInfinite(range.most())) {
      return (range.open() ? "above " : "at least ") + least;
    }
    String most = plain(range.most());
    if (Double.isInfinite(range.least())) {
      return "at most " + most;
    }
    return range.open() ? "above " + least + ", at most " + most : least + " to " + most;
  }

  /** 1 and 0.5, not 1.0 and 5.0E-1. */
  private static String plain(double value) {
    return Double.isInfinite(value)
        ? ""
        : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
