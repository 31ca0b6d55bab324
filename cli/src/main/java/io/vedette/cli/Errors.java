package io.vedette.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One line on standard error for everything that goes wrong; the stack trace goes to the debug log.
 */
final class Errors {

  private Errors() {}

  static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        "vedette: "
            + oneLine(e)
            + "; see '"
            + command.getCommandSpec().qualifiedName()
            + " --help'");
    return CommandLine.ExitCode.USAGE;
  }

  static int failed(Exception e, CommandLine command, ParseResult result) {
    LoggerFactory.getLogger(Errors.class).debug("{} failed", command.getCommandName(), e);
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(e));
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString()).replaceAll("\\s*\\R\\s*", " ");
  }
}
