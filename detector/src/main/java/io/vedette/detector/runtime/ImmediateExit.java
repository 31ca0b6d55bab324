package io.vedette.detector.runtime;

import java.io.IOException;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The end of a process without shutdown hooks and the exit handlers of its native libraries, which
 * even {@link Runtime#halt} runs: a signal ends the process, as if it handled none. Java raises no
 * signal that it does not handle, so a shell sends it.
 */
final class ImmediateExit {

  /** Signals that end a process, and may be handled. */
  static final List<String> SIGNALS = List.of("TERM", "INT", "HUP");

  /** What a shell adds to the number of the signal that ended a process. */
  static final int SIGNALLED = 128;

  private ImmediateExit() {}

  /**
   * Ends this process.
   *
   * @param code what it leaves with if it is that of a signal, 143 for SIGTERM; any other code
   *     becomes 137, that of SIGKILL
   * @return false where that cannot be done
   */
  static boolean now(int code) throws InterruptedException {
    System.out.flush();
    System.err.flush();
    String name = SIGNALS.stream().filter(n -> codeOf(n) == code).findFirst().orElse("KILL");
    try {
      if (!name.equals("KILL")) {
        Signal.handle(new Signal(name), SignalHandler.SIG_DFL);
      }
      String kill = "kill -s " + name + " " + ProcessHandle.current().pid();
      new ProcessBuilder("/bin/sh", "-c", kill).inheritIO().start().waitFor();
    } catch (IOException | IllegalArgumentException e) {
      // no shell or no such signal on this system
    }
    return false;
  }

  private static int codeOf(String name) {
    try {
      return SIGNALLED + new Signal(name).getNumber();
    } catch (IllegalArgumentException e) {
      return -1; // no such signal on this system
    }
  }
}
