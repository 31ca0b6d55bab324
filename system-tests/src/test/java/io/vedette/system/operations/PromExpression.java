package io.vedette.system.operations;

import io.vedette.system.operations.PrometheusSamples.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;

/**
 * The part of PromQL that our alert rules and panels use: selectors with matchers and ranges,
 * arithmetic and filtering comparison of series with the same labels, {@code sum} and {@code max}
 * with {@code by}, {@code rate}, {@code increase}, {@code time}. {@code histogram_quantile} is read
 * and not evaluated.
 */
final class PromExpression {

  /** A node of the expression. */
  private interface Node {
    List<Sample> at(PrometheusSamples samples);
  }

  private static final Set<String> AGGREGATES = Set.of("sum", "max", "min");
  private static final Map<String, DoubleBinaryOperator> ARITHMETIC =
      Map.of(
          "+", (a, b) -> a + b, "-", (a, b) -> a - b, "*", (a, b) -> a * b, "/", (a, b) -> a / b);

  private interface Comparison {
    boolean holds(double left, double right);
  }

  private static final Map<String, Comparison> COMPARISONS =
      Map.of(
          ">", (a, b) -> a > b,
          "<", (a, b) -> a < b,
          ">=", (a, b) -> a >= b,
          "<=", (a, b) -> a <= b,
          "==", (a, b) -> a == b,
          "!=", (a, b) -> a != b);

  private final String text;
  private final Set<String> metrics = new HashSet<>();
  private final Node root;
  private int at;

  private PromExpression(String text) {
    this.text = text;
    this.root = comparison();
    skip();
    if (at < text.length()) {
      throw fault("nothing more");
    }
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException when it uses something else
   */
  static PromExpression parse(String text) {
    return new PromExpression(text);
  }

  /** The metrics that it names. */
  Set<String> metrics() {
    return metrics;
  }

  /** What it yields now. An alert fires for each series. */
  List<Sample> evaluate(PrometheusSamples samples) {
    return root.at(samples);
  }

  private IllegalArgumentException fault(String wanted) {
    return new IllegalArgumentException(text + ": " + wanted + " expected at " + at);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean take(String word) {
    skip();
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private void need(String word) {
    if (!take(word)) {
      throw fault(word);
    }
  }

  private String name() {
    skip();
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "_:".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    if (from == at) {
      throw fault("a name");
    }
    return text.substring(from, at);
  }

  private Node comparison() {
    Node left = sum();
    for (String sign : List.of(">=", "<=", "==", "!=", ">", "<")) {
      if (take(sign)) {
        Node right = sum();
        Comparison comparison = COMPARISONS.get(sign);
        return samples ->
            pairs(left.at(samples), right.at(samples)).stream()
                .filter(pair -> comparison.holds(pair.left.value(), pair.right))
                .map(pair -> pair.left)
                .toList();
      }
    }
    return left;
  }

  private Node sum() {
    Node left = product();
    for (String sign = sign("+", "-"); sign != null; sign = sign("+", "-")) {
      left = arithmetic(left, product(), ARITHMETIC.get(sign));
    }
    return left;
  }

  private Node product() {
    Node left = factor();
    for (String sign = sign("*", "/"); sign != null; sign = sign("*", "/")) {
      left = arithmetic(left, factor(), ARITHMETIC.get(sign));
    }
    return left;
  }

  private String sign(String one, String other) {
    return take(one) ? one : take(other) ? other : null;
  }

  private static Node arithmetic(Node left, Node right, DoubleBinaryOperator operator) {
    return samples ->
        pairs(left.at(samples), right.at(samples)).stream()
            .map(
                pair ->
                    new Sample(
                        "",
                        pair.left.labels(),
                        operator.applyAsDouble(pair.left.value(), pair.right)))
            .toList();
  }

  private record Pair(Sample left, double right) {}

  /** A number goes with every series; series go with those that have the same labels. */
  private static List<Pair> pairs(List<Sample> left, List<Sample> right) {
    List<Pair> pairs = new ArrayList<>();
    boolean number = right.size() == 1 && right.get(0).labels().isEmpty();
    boolean numberLeft = left.size() == 1 && left.get(0).labels().isEmpty();
    for (Sample l : left) {
      for (Sample r : right) {
        if (number || l.labels().equals(r.labels())) {
          pairs.add(new Pair(l, r.value()));
        } else if (numberLeft) {
          pairs.add(new Pair(new Sample("", r.labels(), l.value()), r.value()));
        }
      }
    }
    return pairs;
  }

  private Node factor() {
    skip();
    if (take("(")) {
      Node inside = comparison();
      need(")");
      return inside;
    }
    if (Character.isDigit(text.charAt(at))) {
      int from = at;
      while (at < text.length() && "0123456789.e".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      double value = Double.parseDouble(text.substring(from, at));
      return samples -> List.of(new Sample("", Map.of(), value));
    }
    String name = name();
    if (AGGREGATES.contains(name)) {
      return aggregate(name);
    }
    return switch (name) {
      case "time" -> time();
      case "rate", "increase" -> change(name.equals("rate"));
      case "histogram_quantile" -> quantile();
      default -> selector(name);
    };
  }

  private Node time() {
    need("(");
    need(")");
    return samples -> List.of(new Sample("", Map.of(), samples.nowSeconds()));
  }

  /** Without extrapolation, and resets of counters. */
  private Node change(boolean perSecond) {
    need("(");
    Selected selected = selected(name());
    need(")");
    return samples -> {
      int last = samples.scrapes().size() - 1;
      int first = (int) Math.max(0, last - selected.seconds / PrometheusSamples.STEP_SECONDS);
      double seconds = (last - first) * PrometheusSamples.STEP_SECONDS;
      Map<Map<String, String>, Double> before = new HashMap<>();
      selected
          .of(samples.scrapes().get(first))
          .forEach(sample -> before.put(sample.labels(), sample.value()));
      return selected.of(samples.scrapes().get(last)).stream()
          .filter(sample -> before.containsKey(sample.labels()))
          .map(
              sample -> {
                double more = sample.value() - before.get(sample.labels());
                return new Sample("", sample.labels(), perSecond ? more / seconds : more);
              })
          .toList();
    };
  }

  private Node quantile() {
    need("(");
    factor();
    need(",");
    comparison();
    need(")");
    return samples -> {
      throw new UnsupportedOperationException("histogram_quantile is not evaluated");
    };
  }

  private Node aggregate(String how) {
    List<String> by = take("by") ? names() : List.of();
    need("(");
    Node inside = comparison();
    need(")");
    return samples -> {
      Map<Map<String, String>, Double> groups =
          new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      for (Sample sample : inside.at(samples)) {
        Map<String, String> key = new TreeMap<>(sample.labels());
        key.keySet().retainAll(by);
        groups.merge(
            key,
            sample.value(),
            how.equals("sum") ? Double::sum : how.equals("max") ? Math::max : Math::min);
      }
      List<Sample> all = new ArrayList<>();
      groups.forEach((labels, value) -> all.add(new Sample("", labels, value)));
      return all;
    };
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    need("(");
    do {
      names.add(name());
    } while (take(","));
    need(")");
    return names;
  }

  private Node selector(String name) {
    Selected selected = selected(name);
    return samples -> selected.of(samples.scrapes().get(samples.scrapes().size() - 1));
  }

  private record Matcher(String label, boolean pattern, String value) {
    boolean matches(Map<String, String> labels) {
      String found = labels.getOrDefault(label, "");
      return pattern ? found.matches(value) : found.equals(value);
    }
  }

  /** A selector; of the range only its end is looked at where there is none. */
  private record Selected(String name, List<Matcher> matchers, double seconds) {
    List<Sample> of(List<Sample> scrape) {
      return scrape.stream()
          .filter(sample -> sample.name().equals(name))
          .filter(sample -> matchers.stream().allMatch(m -> m.matches(sample.labels())))
          .toList();
    }
  }

  private Selected selected(String name) {
    metrics.add(name);
    List<Matcher> matchers = new ArrayList<>();
    if (take("{")) {
      while (!take("}")) {
        String label = name();
        boolean pattern = take("=~");
        if (!pattern) {
          need("=");
        }
        need("\"");
        int end = text.indexOf('"', at);
        matchers.add(new Matcher(label, pattern, text.substring(at, end)));
        at = end + 1;
        take(",");
      }
    }
    double seconds = 0;
    if (take("[")) {
      int from = at;
      while (Character.isDigit(text.charAt(at))) {
        at++;
      }
      double number = Double.parseDouble(text.substring(from, at));
      seconds = number * (take("m") ? 60 : take("h") ? 3_600 : take("s") ? 1 : Double.NaN);
      need("]");
    }
    return new Selected(name, matchers, seconds);
  }
}
