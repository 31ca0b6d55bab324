package io.vedette.cli.progress;

import java.io.Console;

/** Whether a person looks at the output. */
public final class Terminal {

  private Terminal() {}

  /** True on a terminal that understands cursor movements. */
  public static boolean isInteractive() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // From Java 22 on there is a console without a terminal, too.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
