package io.vedette.cli.logging;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is logged, and in which form: the environment's {@code VEDETTE_LOG_LEVEL} and {@code
 * VEDETTE_LOG_FORMAT}, else the system properties {@code vedette.log.level} and {@code
 * vedette.log.format}, which the launcher sets for each role.
 *
 * @param level of the project's own classes and of libraries
 * @param ignored a line for each value that was not understood; the default is used in its place,
 *     because a logger must not keep a process from starting
 */
record LogSettings(Level level, LogFormat format, List<String> ignored) {

  private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");
  private static final List<String> FORMATS = List.of("text", "json");

  static LogSettings of(Map<?, ?> properties, Map<String, String> environment) {
    List<String> ignored = new ArrayList<>();
    String level = chosen(properties, environment, "level", "info", LEVELS, ignored);
    String format = chosen(properties, environment, "format", "text", FORMATS, ignored);
    return new LogSettings(
        Level.toLevel(level),
        LogFormat.valueOf(format.toUpperCase(Locale.ROOT)),
        List.copyOf(ignored));
  }

  private static String chosen(
      Map<?, ?> properties,
      Map<String, String> environment,
      String name,
      String usual,
      List<String> known,
      List<String> ignored) {
    String variable = "VEDETTE_LOG_" + name.toUpperCase(Locale.ROOT);
    String said = environment.get(variable);
    if (said != null && known.contains(said.toLowerCase(Locale.ROOT))) {
      return said.toLowerCase(Locale.ROOT);
    }
    if (said != null) {
      ignored.add("%s=%s is none of %s".formatted(variable, said, String.join(", ", known)));
    }
    Object property = properties.get("vedette.log." + name);
    return property instanceof String set && known.contains(set) ? set : usual;
  }
}
