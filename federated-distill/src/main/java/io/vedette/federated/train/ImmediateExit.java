package io.vedette.federated.train;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * The end of a process without shutdown hooks and the exit handlers of its native libraries: C's
 * {@code _exit}. Even {@link Runtime#halt} runs the latter.
 */
final class ImmediateExit {

  private ImmediateExit() {}

  /**
   * Ends this process.
   *
   * @return false where that cannot be done
   */
  static boolean now(int code) {
    System.out.flush();
    System.err.flush();
    try {
      Function.getFunction(Platform.C_LIBRARY_NAME, "_exit").invokeVoid(new Object[] {code});
    } catch (LinkageError e) {
      // no native access on this machine
    }
    return false;
  }
}
