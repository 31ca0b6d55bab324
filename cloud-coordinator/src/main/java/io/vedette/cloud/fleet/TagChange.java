package io.vedette.cloud.fleet;

import io.vedette.wire.Tags;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is changed of a device's tags.
 *
 * @param set new tags, and new values of old ones
 * @param removed keys
 */
public record TagChange(Tags set, Set<String> removed) {

  /**
   * @throws IllegalArgumentException in one line: nothing is changed, or a key is set and removed
   */
  public TagChange {
    removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    removed.forEach(Tags::checkKey);
    for (String key : removed) {
      if (set.value(key) != null) {
        throw new IllegalArgumentException("tag " + key + " is set and removed");
      }
    }
    if (set.isEmpty() && removed.isEmpty()) {
      throw new IllegalArgumentException("no tag is set or removed");
    }
  }

  /** From one set of tags to another that differs. */
  static TagChange between(Tags before, Tags after) {
    Map<String, String> set = new TreeMap<>(after.byKey());
    set.keySet().removeIf(key -> Objects.equals(before.value(key), after.value(key)));
    Set<String> removed = new TreeSet<>(before.byKey().keySet());
    removed.removeAll(after.byKey().keySet());
    return new TagChange(new Tags(set), removed);
  }

  /** For people: "site=hamburg, kind removed". */
  String words() {
    Stream<String> gone = removed.stream().map(key -> key + " removed");
    return (set.isEmpty() ? gone : Stream.concat(Stream.of(Tags.words(set.byKey())), gone))
        .collect(Collectors.joining(", "));
  }
}
