package io.vedette.detector.head;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Class names as Ultralytics' exporter writes them: {@code {0: 'person', 1: "driver's seat"}}. */
final class UltralyticsNames {

  private static final Pattern ENTRY =
      Pattern.compile("(\\d{1,6})\\s*:\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");

  private UltralyticsNames() {}

  /** The names in order; empty where the text is no such dictionary or leaves a number out. */
  static List<String> parse(String text) {
    TreeMap<Integer, String> names = new TreeMap<>();
    Matcher entry = ENTRY.matcher(text);
    while (entry.find()) {
      String name = entry.group(2) != null ? entry.group(2) : entry.group(3);
      names.put(Integer.parseInt(entry.group(1)), name.replaceAll("\\\\(.)", "$1"));
    }
    boolean complete = !names.isEmpty() && names.lastKey() == names.size() - 1;
    return complete ? new ArrayList<>(names.values()) : List.of();
  }
}
