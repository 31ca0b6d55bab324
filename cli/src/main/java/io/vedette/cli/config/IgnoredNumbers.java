package io.vedette.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Numbers of a file that did not arrive. Many records take a number that makes no sense, such as
 * {@code epochs: -3}, for one that is missing; the writer of the file would never hear of it.
 */
final class IgnoredNumbers {

  /** Numbers may be stored with fewer digits than they are written with. */
  private static final double DIGITS = 1e-6;

  private IgnoredNumbers() {}

  /**
   * A number that was taken for another.
   *
   * @param key its path
   * @param wrong why it cannot be
   */
  record Ignored(String key, String wrong) {}

  /**
   * Finds the first.
   *
   * @param written the file
   * @param taken the record that was made of it, as a tree
   */
  static Optional<Ignored> find(JsonNode written, JsonNode taken) {
    return find("", written, taken);
  }

  private static Optional<Ignored> find(String key, JsonNode written, JsonNode taken) {
    if (written.isObject()) {
      return written.properties().stream()
          .flatMap(
              member ->
                  find(
                      key.isEmpty() ? member.getKey() : key + "." + member.getKey(),
                      member.getValue(),
                      taken.path(member.getKey()))
                      .stream())
          .findFirst();
    }
    if (written.isArray()) {
      for (int i = 0; i < written.size(); i++) {
        Optional<Ignored> found = find(key + "[" + i + "]", written.get(i), taken.path(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    return written.isNumber() ? compare(key, written, taken) : Optional.empty();
  }

  private static Optional<Ignored> compare(String key, JsonNode written, JsonNode taken) {
    double number = written.doubleValue();
    if (!Double.isFinite(number)) {
      return Optional.of(new Ignored(key, written.asText() + " is not a number that can be used"));
    }
    if (number == 0 || !taken.isNumber()) {
      return Optional.empty(); // 0 asks for the default
    }
    double used = taken.doubleValue();
    return Math.abs(used - number) <= DIGITS * Math.abs(number)
        ? Optional.empty()
        : Optional.of(
            new Ignored(
                key,
                written.asText()
                    + " is not possible here; leave the key out for the default, "
                    + taken.asText()));
  }
}
