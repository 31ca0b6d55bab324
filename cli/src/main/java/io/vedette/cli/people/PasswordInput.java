package io.vedette.cli.people;

import io.vedette.cli.check.InputPath;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A password that is typed without echo or read from a file. It is never an argument: other users
 * of a machine see those.
 */
final class PasswordInput {

  private static final int MAX_LENGTH = 200;

  @InputPath
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File whose first line is the password (default: it is asked for, unseen).")
  private @Nullable Path file;

  /**
   * Reads the password.
   *
   * @param twice asks for it twice, since a new one cannot be seen
   * @throws IOException in one line: there is no terminal to ask on, the two differ, or the file is
   *     empty
   */
  String read(String question, boolean twice) throws IOException {
    if (file != null) {
      String password = Files.readString(file).lines().findFirst().orElse("");
      if (password.isEmpty() || password.length() > MAX_LENGTH) {
        throw new IOException(
            file + ": its first line is no password of 1 to " + MAX_LENGTH + " characters");
      }
      return password;
    }
    Console console = System.console();
    if (console == null) {
      throw new IOException("there is no terminal to ask on; give --password-file FILE");
    }
    String password = typed(console, question);
    if (twice && !password.equals(typed(console, "The same again: "))) {
      throw new IOException("the two differ; nothing was changed");
    }
    return password;
  }

  private static String typed(Console console, String question) throws IOException {
    char[] typed = console.readPassword("%s", question);
    if (typed == null || typed.length == 0) {
      throw new IOException("no password was typed");
    }
    return new String(typed);
  }
}
