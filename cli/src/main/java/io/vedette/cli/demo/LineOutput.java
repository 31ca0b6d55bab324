package io.vedette.cli.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints plain lines, for files and pipes. An activity is printed when it reaches its next step,
 * and at most once a minute in between.
 */
final class LineOutput implements DemoOutput {

  static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Duration REPEAT_INTERVAL = Duration.ofMinutes(1);

  private record Shown(String step, String text, long atMs) {}

  private final PrintStream out;
  private final Clock clock;
  private final Map<String, Shown> shown = new HashMap<>();

  LineOutput(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void line(String text) {
    plain(TIME_OF_DAY.format(LocalTime.now(clock)) + " " + text);
  }

  @Override
  public synchronized void plain(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public synchronized void now(String elapsed, List<Activity> activities) {
    shown.keySet().retainAll(activities.stream().map(Activity::name).collect(Collectors.toSet()));
    for (Activity activity : activities) {
      Shown before = shown.get(activity.name());
      if (before == null || isDue(activity, before)) {
        shown.put(activity.name(), new Shown(activity.step(), activity.text(), clock.millis()));
        line(activity.line());
      }
    }
  }

  private boolean isDue(Activity activity, Shown before) {
    return !activity.step().equals(before.step())
        || !activity.text().equals(before.text())
            && clock.millis() - before.atMs() >= REPEAT_INTERVAL.toMillis();
  }
}
