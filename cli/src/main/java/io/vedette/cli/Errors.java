package io.vedette.cli;

import io.vedette.cli.config.ConfigException;
import io.vedette.wire.camera.SourceMask;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One line on standard error for everything that goes wrong, in words, not in the names of Java's
 * classes; the stack trace goes to the debug log.
 */
final class Errors {

  /** What file systems refuse, as Java names it and as people do; the file's name follows. */
  private static final Map<Class<? extends FileSystemException>, String> REFUSALS = refusals();

  private Errors() {}

  static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        command.getCommandSpec().root().name()
            + ": "
            + oneLine(e)
            + "; see '"
            + command.getCommandSpec().qualifiedName()
            + " --help'");
    return CommandLine.ExitCode.USAGE;
  }

  static int failed(Exception e, CommandLine command, ParseResult result) {
    LoggerFactory.getLogger(Errors.class).debug("{} failed", command.getCommandName(), e);
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(e));
    return e instanceof ConfigException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** What an exception says, for people. */
  static String message(Throwable e) {
    Throwable cause = e.getCause();
    if ((e instanceof UncheckedIOException || e instanceof ExecutionException) && cause != null) {
      return message(cause);
    }
    if (e instanceof FileSystemException refused) {
      return message(refused);
    }
    String text = e.getMessage();
    if (text == null || text.isBlank()) {
      return "an unexpected fault (" + e.getClass().getSimpleName() + "); please report it";
    }
    return e instanceof FileNotFoundException ? "cannot be opened: " + text : text;
  }

  private static String message(FileSystemException e) {
    String file = Objects.requireNonNullElse(e.getFile(), "a file");
    String refusal = REFUSALS.get(e.getClass());
    if (refusal != null) {
      return refusal + " " + file;
    }
    String reason = e.getReason();
    return reason == null ? file + " cannot be used" : file + ": " + reason;
  }

  /** Whoever made the message: no password of a URL is in it. */
  private static String oneLine(Throwable e) {
    return SourceMask.inText(message(e).replaceAll("\\s*\\R\\s*", " "));
  }

  private static Map<Class<? extends FileSystemException>, String> refusals() {
    Map<Class<? extends FileSystemException>, String> refusals = new LinkedHashMap<>();
    refusals.put(NoSuchFileException.class, "no such file or folder:");
    refusals.put(AccessDeniedException.class, "no permission for");
    refusals.put(NotDirectoryException.class, "not a folder:");
    refusals.put(DirectoryNotEmptyException.class, "a folder that is not empty:");
    refusals.put(FileAlreadyExistsException.class, "there is already a");
    return refusals;
  }
}
