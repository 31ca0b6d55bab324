package io.vedette.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Ends a process with the one that started it. The parent holds the process's standard input open
 * and writes nothing; when the parent is gone, however it ended, the input ends.
 */
public final class ParentWatch {

  /** In the environment of a process that ends with its parent, with any value. */
  public static final String VARIABLE = "VEDETTE_END_WITH_INPUT";

  /** The exit code of a process whose parent is gone. */
  private static final int ORPHANED = 3;

  private ParentWatch() {}

  /** Watches this process's standard input, if its environment says so. */
  public static void start() {
    start(System.getenv(), System.in, () -> System.exit(ORPHANED));
  }

  static void start(Map<String, String> environment, InputStream in, Runnable end) {
    if (!environment.containsKey(VARIABLE)) {
      return;
    }
    Thread watch = new Thread(() -> awaitEnd(in, end), "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void awaitEnd(InputStream in, Runnable end) {
    try {
      while (in.read() >= 0) {
        // The parent says nothing; only the end counts.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
    end.run();
  }
}
