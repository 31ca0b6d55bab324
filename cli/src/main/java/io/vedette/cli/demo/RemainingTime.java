package io.vedette.cli.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How long what is under way still takes, if it goes on as it did so far. */
final class RemainingTime {

  /** Less than this of the whole says nothing of its pace. */
  private static final double TELLING = 0.02;

  /** Two looks at something: the first, and the last at which it had come further. */
  private record Course(double firstShare, long firstMs, double share, long atMs) {}

  private final Map<String, Course> courses = new HashMap<>();

  /**
   * The time left; empty while it is unknown.
   *
   * @param name of what is under way
   * @param share of it that is done, 0 to 1; less than before: it began anew
   */
  Optional<Duration> of(String name, double share, long nowMs) {
    Course course = courses.get(name);
    if (course == null || share < course.share()) {
      course = new Course(share, nowMs, share, nowMs);
    } else if (share > course.share()) {
      course = new Course(course.firstShare(), course.firstMs(), share, nowMs);
    }
    courses.put(name, course);
    double done = course.share() - course.firstShare();
    if (done < TELLING) {
      return Optional.empty();
    }
    double perShare = (course.atMs() - course.firstMs()) / done;
    double left = (1 - course.share()) * perShare - (nowMs - course.atMs());
    return Optional.of(Duration.ofMillis(Math.max(0, Math.round(left))));
  }

  /** "about 2:10 left"; empty where it is unknown. */
  String text(String name, double share, long nowMs) {
    return of(name, share, nowMs).map(left -> ", about " + clock(left) + " left").orElse("");
  }

  /** 2:10, or 1:02:10. */
  static String clock(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutesPart(), time.toSecondsPart());
  }
}
