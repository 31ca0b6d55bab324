package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a recipe says to one step: values by name, each asked for by its type and range. */
public final class StepParameters {

  private final String where;
  private final SortedMap<String, Object> values;

  /**
   * @param where names recipe and step in errors
   * @param known names that the step has
   * @throws DetectorException when there is another name, or a value that is no number, word or
   *     yes-or-no
   */
  StepParameters(String where, Map<String, ?> values, List<String> known) throws DetectorException {
    this.where = where;
    this.values = new TreeMap<>();
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new DetectorException(
            where + ": unknown key '" + entry.getKey() + "'; known are " + known);
      }
      Object value = entry.getValue();
      if (!(value instanceof Number || value instanceof String || value instanceof Boolean)) {
        throw wrong(entry.getKey(), "is " + value + "; one value is wanted");
      }
      this.values.put(entry.getKey(), value);
    }
  }

  /** All that is said, by name. */
  public SortedMap<String, Object> all() {
    return new TreeMap<>(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** A number that must be there, from {@code low} to {@code high}. */
  double number(String name, double low, double high) throws DetectorException {
    Object value = values.get(name);
    if (value == null) {
      throw wrong(name, "is missing; give a number from " + plain(low) + " to " + plain(high));
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= low && number.doubleValue() <= high)) {
      throw wrong(name, value + " is no number from " + plain(low) + " to " + plain(high));
    }
    return number.doubleValue();
  }

  /** A number, or what holds where none is given. */
  double number(String name, double otherwise, double low, double high) throws DetectorException {
    return has(name) ? number(name, low, high) : otherwise;
  }

  /** A whole number that must be there. */
  int whole(String name, int low, int high) throws DetectorException {
    double number = number(name, low, high);
    if (number != Math.rint(number)) {
      throw wrong(name, number + " is no whole number");
    }
    return (int) number;
  }

  int whole(String name, int otherwise, int low, int high) throws DetectorException {
    return has(name) ? whole(name, low, high) : otherwise;
  }

  /** Whether it is said; not, where nothing is. */
  boolean yes(String name) throws DetectorException {
    Object value = values.getOrDefault(name, false);
    if (!(value instanceof Boolean yes)) {
      throw wrong(name, value + " is neither true nor false");
    }
    return yes;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::valueOf);
  }

  /** What is said under the given names, in their order. */
  Map<String, Object> only(List<String> names) {
    Map<String, Object> chosen = new LinkedHashMap<>();
    names.stream().filter(this::has).forEach(name -> chosen.put(name, values.get(name)));
    return chosen;
  }

  /** An error about one of them. */
  DetectorException wrong(String name, String what) {
    return new DetectorException(where + ": " + name + " " + what);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
