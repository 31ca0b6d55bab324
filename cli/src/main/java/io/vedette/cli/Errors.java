package io.vedette.cli;

import io.vedette.edge.camera.SourceMask;
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

  /** Whoever made the message: no password of a URL is in it. */
  private static String oneLine(Throwable e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
    return SourceMask.inText(message.replaceAll("\\s*\\R\\s*", " "));
  }
}
