package io.vedette.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody who mistyped a word may have meant. */
public final class NearestWord {

  private NearestWord() {}

  /** The known word with the fewest changed letters; empty when a third or more would change. */
  public static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k))
        .filter(k -> 3 * distance(word, k) <= Math.max(word.length(), k.length()) + 1);
  }

  /**
   * Letters put in, left out, changed or swapped with their neighbour; upper case is lower case.
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] changes = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          changes[i][j] = i + j;
          continue;
        }
        int differs = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(changes[i - 1][j], changes[i][j - 1]) + 1;
        least = Math.min(least, changes[i - 1][j - 1] + differs);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, changes[i - 2][j - 2] + 1);
        }
        changes[i][j] = least;
      }
    }
    return changes[a.length()][b.length()];
  }
}
