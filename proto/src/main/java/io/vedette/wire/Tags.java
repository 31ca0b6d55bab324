package io.vedette.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vedette.proto.v1.TextFormat;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tags of a device by their keys, such as {@code site=hamburg}; at most 32. Selectors pick devices
 * by them. The classes of a detector are labels, never tags.
 *
 * @param byKey in order of the keys
 */
public record Tags(@JsonValue Map<String, String> byKey) {

  private static final int MAX = 32;

  /** Longer texts are shortened in messages. */
  private static final int SHOWN = 80;

  private static final TextRule KEY =
      Objects.requireNonNull(TextRule.of(TextFormat.TEXT_FORMAT_TAG_KEY));
  private static final TextRule VALUE =
      Objects.requireNonNull(TextRule.of(TextFormat.TEXT_FORMAT_TAG_VALUE));

  public static final Tags NONE = new Tags(Map.of());

  /**
   * @throws IllegalArgumentException in one line: there are more than 32, or one is wrong
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Tags {
    byKey.forEach(Tags::check);
    if (byKey.size() > MAX) {
      throw new IllegalArgumentException(byKey.size() + " tags, at most " + MAX + " are possible");
    }
    byKey = Collections.unmodifiableMap(new TreeMap<>(byKey));
  }

  private static void check(String key, @Nullable String value) {
    checkKey(key);
    checkValue(key, value);
  }

  /**
   * @throws IllegalArgumentException in one line
   */
  public static void checkKey(String key) {
    if (!KEY.allows(key)) {
      throw new IllegalArgumentException("'" + shown(key) + "': " + KEY.words());
    }
  }

  /**
   * @param value null: the key stands alone
   * @throws IllegalArgumentException in one line
   */
  public static void checkValue(String key, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(key + " has no value");
    }
    if (!VALUE.allows(value)) {
      throw new IllegalArgumentException(key + "='" + shown(value) + "': " + VALUE.words());
    }
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  /** The value of a key; null where there is none. */
  public @Nullable String value(String key) {
    return byKey.get(key);
  }

  public boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** For people: "kind=drone, site=hamburg". */
  public static String words(Map<String, String> byKey) {
    return byKey.entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(", "));
  }
}
