package io.vedette.cli.learn;

import io.vedette.federated.train.ProgressListener;
import io.vedette.federated.train.TrainingProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * How a training goes, on standard error: a bar that moves on a terminal, elsewhere a line every
 * twenty seconds; a line for every validated epoch.
 */
final class TrainingLine implements ProgressListener {

  private static final int BAR = 20;
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long PLAIN_NANOS = 20_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal = System.console() != null;
  private long shown;

  TrainingLine(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void on(TrainingProgress progress) {
    long now = System.nanoTime();
    boolean epochDone = progress.ap50().isPresent();
    if (!epochDone && shown != 0 && now - shown < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      return;
    }
    shown = now;
    String text = text(progress);
    if (terminal) {
      out.print("\r" + bar(progress) + text + " ");
      if (epochDone) {
        out.println();
      }
    } else {
      out.println(text);
    }
    out.flush();
  }

  private static String bar(TrainingProgress progress) {
    int filled = progress.step() * BAR / progress.steps();
    return "[" + "#".repeat(filled) + " ".repeat(BAR - filled) + "] ";
  }

  private static String text(TrainingProgress p) {
    String score = "";
    if (p.ap50().isPresent()) {
      score = String.format(Locale.ROOT, ", AP50 %.3f", p.ap50().getAsDouble());
    }
    return String.format(
        Locale.ROOT,
        "epoch %d/%d step %d/%d: box %.3f classes %.3f distribution %.3f%s, rate %.5f, %.1f/s, %s"
            + " left%s",
        p.epoch(),
        p.epochs(),
        p.step(),
        p.steps(),
        p.loss().box(),
        p.loss().classes(),
        p.loss().distribution(),
        p.loss().extra() == 0 ? "" : String.format(Locale.ROOT, " teacher %.3f", p.loss().extra()),
        p.learningRate(),
        p.examplesPerSecond(),
        left(p.left()),
        score);
  }

  private static String left(Duration left) {
    return left.toHours() > 0
        ? left.toHours() + " h " + left.toMinutesPart() + " min"
        : left.toMinutes() + " min " + left.toSecondsPart() + " s";
  }
}
