package io.vedette.detector.image;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * The order in which people count: {@code 2.jpg} comes before {@code 10.jpg}. Runs of digits are
 * compared as numbers, everything else character by character; what is equal then is ordered
 * character by character as a whole.
 */
public final class NaturalOrder {

  /** Of texts. */
  public static final Comparator<String> OF_TEXTS =
      ((Comparator<String>) NaturalOrder::compare).thenComparing(Comparator.naturalOrder());

  /** Of paths, part by part: what lies in one folder stays together. */
  public static final Comparator<Path> OF_PATHS =
      ((Comparator<Path>) NaturalOrder::compare).thenComparing(Comparator.naturalOrder());

  private NaturalOrder() {}

  private static int compare(Path a, Path b) {
    int both = Math.min(a.getNameCount(), b.getNameCount());
    for (int i = 0; i < both; i++) {
      int order = OF_TEXTS.compare(a.getName(i).toString(), b.getName(i).toString());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.getNameCount(), b.getNameCount());
  }

  private static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int order;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int endA = endOfDigits(a, i);
        int endB = endOfDigits(b, j);
        order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
        i = endA;
        j = endB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int compareNumbers(String a, String b) {
    String one = a.replaceFirst("^0+", "");
    String other = b.replaceFirst("^0+", "");
    int lengths = Integer.compare(one.length(), other.length());
    return lengths != 0 ? lengths : one.compareTo(other);
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
