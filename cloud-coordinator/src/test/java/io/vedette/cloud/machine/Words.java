package io.vedette.cloud.machine;

import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records as short text; components that are empty, zero or false are left out. */
final class Words {

  private Words() {}

  /** The record's name and its components, as in {@code Install a back}. */
  static String of(Object given) {
    List<String> words = new ArrayList<>();
    words.add(given.getClass().getSimpleName());
    for (RecordComponent component : given.getClass().getRecordComponents()) {
      String word = word(component.getName(), value(given, component));
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  /** When an event happened, as in {@code 130 s}; empty when it does not say. */
  static String seconds(Object event) {
    for (RecordComponent component : event.getClass().getRecordComponents()) {
      if (value(event, component) instanceof EventTime now) {
        return now.activeMs() / 1_000 + " s";
      }
    }
    return "";
  }

  private static @Nullable Object value(Object given, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(given);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String word(String name, @Nullable Object value) {
    if (value == null || value instanceof EventTime || value.equals(Boolean.FALSE)) {
      return "";
    } else if (value.equals(Boolean.TRUE)) {
      return name;
    } else if (value instanceof Number number) {
      return number.doubleValue() == 0 ? "" : name + "=" + number;
    } else if (value instanceof String text) {
      return text.contains(" ") ? "\"" + text + "\"" : text;
    } else if (value instanceof Artifact artifact) {
      return artifact.role() + "-" + artifact.sha256().charAt(0);
    } else if (value instanceof Collection<?> all) {
      return all.isEmpty()
          ? ""
          : all.stream().map(one -> word(name, one)).sorted().collect(Collectors.joining(" "));
    } else if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "" : map.toString();
    } else if (value instanceof Record part && !(value instanceof VersionId)) {
      return "(" + of(part) + ")";
    }
    return value.toString();
  }
}
