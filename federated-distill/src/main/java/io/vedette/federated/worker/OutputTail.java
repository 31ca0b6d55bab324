package io.vedette.federated.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that somebody said, bounded in number and length. */
final class OutputTail {

  private static final int LINES = 20;
  private static final int LENGTH = 400;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (line.isBlank()) {
      return;
    }
    lines.addLast(line.length() > LENGTH ? line.substring(0, LENGTH) + "…" : line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
  }

  /** The last line that is no stack frame: what went wrong, in one line. */
  synchronized String last() {
    String last = "";
    for (String line : lines) {
      if (!isFrame(line)) {
        last = line;
      }
    }
    return last.strip();
  }

  /** Whether a line is one of a stack trace, below its first. */
  static boolean isFrame(String line) {
    return line.startsWith("\tat ") || line.startsWith("\t...");
  }
}
