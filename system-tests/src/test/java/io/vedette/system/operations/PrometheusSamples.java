package io.vedette.system.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Prometheus server knows: the samples of a scrape at each of a few moments.
 *
 * @param scrapes in the order of time, a minute after each other; the last one is now
 */
record PrometheusSamples(List<List<Sample>> scrapes) {

  static final double STEP_SECONDS = 60;

  /** One value of one series. */
  record Sample(String name, Map<String, String> labels, double value) {

    Sample with(double other) {
      return new Sample(name, labels, other);
    }
  }

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Reads the text of a scrape, as a job would store it. */
  static List<Sample> read(String job, String text) {
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample("up", Map.of("job", job), 1));
    for (String line : text.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList()) {
      Matcher matched = LINE.matcher(line);
      if (!matched.matches()) {
        throw new IllegalArgumentException("no sample: " + line);
      }
      Map<String, String> labels = new TreeMap<>(Map.of("job", job));
      if (matched.group(2) != null) {
        Matcher label = LABEL.matcher(matched.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
      }
      samples.add(new Sample(matched.group(1), labels, number(matched.group(3))));
    }
    return samples;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The same scrape again and again. */
  static PrometheusSamples steady(List<Sample> scrape, int times) {
    List<List<Sample>> scrapes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      scrapes.add(scrape);
    }
    return new PrometheusSamples(scrapes);
  }

  /** The same with another newest scrape. */
  PrometheusSamples then(UnaryOperator<Sample> change) {
    List<List<Sample>> changed = new ArrayList<>(scrapes);
    changed.set(changed.size() - 1, changed.get(changed.size() - 1).stream().map(change).toList());
    return new PrometheusSamples(changed);
  }

  double nowSeconds() {
    return System.currentTimeMillis() / 1_000.0;
  }
}
