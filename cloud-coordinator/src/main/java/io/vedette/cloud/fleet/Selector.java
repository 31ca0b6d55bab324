package io.vedette.cloud.fleet;

import io.vedette.wire.Tags;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which devices are meant, by their tags: {@code site=hamburg,kind=drone}. A key alone means a tag
 * of any value. All must match; no term means all devices.
 *
 * @param wanted values by key; empty: any value
 */
public record Selector(Map<String, Optional<String>> wanted) {

  /** Matches every device. */
  public static final Selector ALL = new Selector(Map.of());

  public Selector {
    wanted = Collections.unmodifiableMap(new TreeMap<>(wanted));
  }

  /**
   * Reads a selector.
   *
   * @throws IllegalArgumentException in one line
   */
  public static Selector parse(String text) {
    Map<String, Optional<String>> wanted = new TreeMap<>();
    if (text.isBlank()) {
      return ALL;
    }
    for (String term : text.split(",", -1)) {
      String[] parts = term.strip().split("=", 2);
      String key = parts[0];
      if (key.isEmpty()) {
        throw new IllegalArgumentException(
            "selector '" + text + "' has an empty term; write site=hamburg,kind=drone");
      }
      Tags.checkKey(key);
      Optional<String> value = Optional.empty();
      if (parts.length == 2) {
        Tags.checkValue(key, parts[1]);
        value = Optional.of(parts[1]);
      }
      if (wanted.put(key, value) != null) {
        throw new IllegalArgumentException("selector '" + text + "' has " + key + " twice");
      }
    }
    return new Selector(wanted);
  }

  /** Whether a device with these tags is meant. */
  public boolean matches(DeviceTags tags) {
    return matches(tags::value);
  }

  /**
   * Whether something with these tags is meant.
   *
   * @param tags the value of a key; null where there is none
   */
  public boolean matches(Function<String, @Nullable String> tags) {
    for (Map.Entry<String, Optional<String>> term : wanted.entrySet()) {
      String value = tags.apply(term.getKey());
      if (value == null || term.getValue().filter(v -> !v.equals(value)).isPresent()) {
        return false;
      }
    }
    return true;
  }

  /** In the form that {@link #parse} reads. */
  @Override
  public String toString() {
    return wanted.entrySet().stream()
        .map(term -> term.getKey() + term.getValue().map(value -> "=" + value).orElse(""))
        .collect(Collectors.joining(","));
  }
}
