package io.vedette.cli.progress;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Progress of long work on standard error: a bar on a terminal, a line for every tenth elsewhere.
 */
public final class ProgressLine {
  private static final int BAR = 30;

  private final PrintWriter out;
  private final String what;
  private final long total;
  private final boolean terminal = Terminal.isInteractive();
  private long shownStep = -1;

  public ProgressLine(PrintWriter out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = Math.max(1, total);
  }

  /** Shows that so much of the total is done. */
  public void at(long done) {
    long step = done * (terminal ? 200 : 10) / total;
    if (step == shownStep) {
      return;
    }
    shownStep = step;
    String count = String.format(Locale.ROOT, "%d/%d", done, total);
    if (terminal) {
      int filled = (int) (done * BAR / total);
      out.print("\r" + what + " [" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] " + count);
      if (done >= total) {
        out.println();
      }
    } else {
      out.println(what + " " + count);
    }
    out.flush();
  }
}
