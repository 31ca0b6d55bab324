package io.vedette.federated.distill;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much both answers are softened in the course of a training: {@code from} at its start, {@code
 * to} at its end.
 *
 * @param from 1 or more
 * @param to 1 or more
 * @param course how it gets there
 */
public record Temperature(double from, double to, Course course) {

  private static final double MOST = 100;

  /** The way from one temperature to another. */
  public enum Course {
    /** Along half a cosine: slowly at either end. */
    COSINE {
      @Override
      double done(double progress) {
        return (1 - Math.cos(Math.PI * progress)) / 2;
      }
    },
    /** By as much in every step. */
    LINEAR {
      @Override
      double done(double progress) {
        return progress;
      }
    },
    /**
     * Only when the student goes astray, see {@link TemperatureSchedule}; {@code to} is the lowest.
     */
    ADAPTIVE {
      @Override
      double done(double progress) {
        return 0;
      }
    };

    /** The share of the way that lies behind when a share of the training does. */
    abstract double done(double progress);
  }

  public Temperature {
    if (!(from >= 1 && from <= MOST && to >= 1 && to <= MOST)) {
      throw new IllegalArgumentException(
          "a temperature of " + from + " to " + to + " makes no sense; it is 1 to " + MOST);
    }
    if (course == Course.ADAPTIVE && from < to) {
      throw new IllegalArgumentException(
          "an adaptive temperature only falls: " + from + " to " + to + " would rise");
    }
  }

  /** The same all the time. */
  public static Temperature of(double constant) {
    return new Temperature(constant, constant, Course.COSINE);
  }

  /**
   * Reads {@code T}, {@code FROM:TO} or {@code FROM:TO:COURSE}; half a cosine where none is named.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  public static Temperature parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3) {
      throw new IllegalArgumentException(text + " is neither T nor FROM:TO nor FROM:TO:COURSE");
    }
    double from = number(text, parts[0]);
    double to = parts.length == 1 ? from : number(text, parts[1]);
    return new Temperature(from, to, parts.length < 3 ? Course.COSINE : course(parts[2]));
  }

  private static double number(String text, String part) {
    try {
      return Double.parseDouble(part);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + ": '" + part + "' is no temperature", e);
    }
  }

  private static Course course(String name) {
    return Arrays.stream(Course.values())
        .filter(c -> lowerCase(c).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + name
                        + "' is no course of a temperature; there are "
                        + Arrays.stream(Course.values())
                            .map(Temperature::lowerCase)
                            .collect(Collectors.joining(", "))));
  }

  private static String lowerCase(Course course) {
    return course.name().toLowerCase(Locale.ROOT);
  }

  /**
   * What the clock alone asks for.
   *
   * @param progress of the training, 0 to 1
   */
  public double at(double progress) {
    return from + (to - from) * course.done(Math.min(1, progress));
  }
}
