package io.vedette.cli.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** A terminal: lines that stay, and below them a block with what is under way, which is renewed. */
final class LiveOutput implements DemoOutput {

  /** More would leave no room for the lines above. */
  private static final int MOST = 12;

  private static final String UP = "\033[%dA";
  private static final String CLEAR_BELOW = "\r\033[J";

  /** Lines that are too long for the terminal are cut by it: what wraps cannot be taken back. */
  private static final String CUT = "\033[?7l";

  private static final String WRAP = "\033[?7h";
  private static final String DIM = "\033[2m";
  private static final String NORMAL = "\033[0m";

  private final PrintStream out;
  private final Clock clock;
  private List<String> shown = List.of();
  private int drawn;

  LiveOutput(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void line(String text) {
    plain(LineOutput.TIME_OF_DAY.format(LocalTime.now(clock)) + " " + text);
  }

  @Override
  public synchronized void plain(String text) {
    StringBuilder all = erased();
    all.append(text).append('\n');
    print(block(all));
  }

  @Override
  public synchronized void now(String elapsed, List<Activity> activities) {
    List<String> lines = new ArrayList<>();
    if (!elapsed.isEmpty()) {
      lines.add(elapsed);
      activities.stream().limit(MOST).map(Activity::line).forEach(lines::add);
    }
    shown = List.copyOf(lines);
    print(block(erased()));
  }

  private StringBuilder erased() {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(String.format(UP, drawn));
    }
    return text.append(CLEAR_BELOW);
  }

  private StringBuilder block(StringBuilder text) {
    if (!shown.isEmpty()) {
      text.append(CUT).append(DIM);
      shown.forEach(line -> text.append(line).append('\n'));
      text.append(NORMAL).append(WRAP);
    }
    drawn = shown.size();
    return text;
  }

  private void print(CharSequence text) {
    out.print(text);
    out.flush();
  }
}
