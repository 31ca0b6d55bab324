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
 * One line after the other, for files and pipes. What is under way is told when it has come a step
 * further, and once a minute while it has not.
 */
final class LineOutput implements DemoOutput {

  static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private record Told(String step, String text, long atMs) {}

  private final PrintStream out;
  private final Clock clock;
  private final Map<String, Told> told = new HashMap<>();

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
    told.keySet().retainAll(activities.stream().map(Activity::name).collect(Collectors.toSet()));
    for (Activity activity : activities) {
      Told before = told.get(activity.name());
      if (before == null || isNews(activity, before)) {
        told.put(activity.name(), new Told(activity.step(), activity.text(), clock.millis()));
        line(activity.line());
      }
    }
  }

  private boolean isNews(Activity activity, Told before) {
    return !activity.step().equals(before.step())
        || !activity.text().equals(before.text())
            && clock.millis() - before.atMs() >= AGAIN.toMillis();
  }
}
