package io.vedette.cli.demo;

import io.vedette.cli.progress.Terminal;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;

/** Where the demo prints what happens. May be called from several threads. */
public interface DemoOutput {

  /** Tells a line that stays, with the time of day before it. */
  void line(String text);

  /** Tells a line that stays as it is. */
  void plain(String text);

  /**
   * Tells what is under way now, in place of what was told before.
   *
   * @param clock how long the demo has run, for who looks; "" for nothing more to come
   */
  void now(String clock, List<Activity> activities);

  /** A block that is renewed on a terminal, lines elsewhere. */
  static DemoOutput to(PrintStream out) {
    return Terminal.isInteractive() ? new LiveOutput(out, Clock.systemDefaultZone()) : lines(out);
  }

  /** Lines: what is under way is told when it is a step further. */
  static DemoOutput lines(PrintStream out) {
    return new LineOutput(out, Clock.systemDefaultZone());
  }
}
