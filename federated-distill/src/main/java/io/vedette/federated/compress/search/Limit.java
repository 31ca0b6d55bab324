package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a variant may take.
 *
 * @param most in the measure's own unit
 */
public record Limit(Measure measure, double most) {

  private static final Pattern TEXT =
      Pattern.compile("([a-z]+)=(\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?)([A-Za-z]*)");

  /** What is limited; each unit with how many of the measure's own it is. */
  public enum Measure {
    /** Median of a picture, milliseconds. */
    LATENCY("ms", 1),
    /** Of the model's file. */
    BYTES("", 1),
    /** For one picture. */
    GFLOPS("", 1);

    private final String unit;
    private final double plain;

    Measure(String unit, double plain) {
      this.unit = unit;
      this.plain = plain;
    }

    private double factor(String given) {
      String small = given.toLowerCase(Locale.ROOT);
      if (this == BYTES) {
        return switch (small) {
          case "", "b" -> plain;
          case "kb" -> 1e3;
          case "mb" -> 1e6;
          default -> Double.NaN;
        };
      }
      return small.isEmpty() || small.equals(unit)
          ? plain
          : this == LATENCY && small.equals("s") ? 1e3 : Double.NaN;
    }
  }

  /**
   * What a variant takes.
   *
   * @param latency milliseconds
   */
  public record Taken(double latency, double bytes, double gflops) {

    double of(Measure measure) {
      return switch (measure) {
        case LATENCY -> latency;
        case BYTES -> bytes;
        case GFLOPS -> gflops;
      };
    }
  }

  /**
   * Reads {@code latency=20ms}, {@code bytes=1MB} or {@code gflops=0.3}.
   *
   * @throws DetectorException when it is none of them
   */
  public static Limit parse(String text) throws DetectorException {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      for (Measure measure : Measure.values()) {
        double most = Double.parseDouble(matcher.group(2)) * measure.factor(matcher.group(3));
        if (measure.name().equalsIgnoreCase(matcher.group(1)) && most > 0) {
          return new Limit(measure, most);
        }
      }
    }
    throw new DetectorException(
        "'" + text + "' is no limit; write one as latency=20ms, bytes=1MB or gflops=0.3");
  }

  /** How many times the limit is taken: 1 or less keeps to it. */
  public double share(Taken taken) {
    return taken.of(measure) / most;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s <= %s", measure.name().toLowerCase(Locale.ROOT), shown(most));
  }

  /** A figure of this measure, for people. */
  public String shown(double figure) {
    return switch (measure) {
      case LATENCY -> String.format(Locale.ROOT, "%.2f ms", figure);
      case BYTES -> String.format(Locale.ROOT, "%.0f bytes", figure);
      case GFLOPS -> String.format(Locale.ROOT, "%.3f GFLOPs", figure);
    };
  }
}
