package io.vedette.cli.simulate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of a coordinator's log that call devices away: one by name, or many at once. */
final class AwayLines {

  private static final Pattern MANY = Pattern.compile("([\\d,]+) devices are away");
  private static final Pattern ONE = Pattern.compile("\\S+ is away$");

  private AwayLines() {}

  /** How many devices a line calls away. */
  static long devices(String line) {
    Matcher many = MANY.matcher(line);
    if (many.find()) {
      return Long.parseLong(many.group(1).replace(",", ""));
    }
    return ONE.matcher(line).find() ? 1 : 0;
  }
}
