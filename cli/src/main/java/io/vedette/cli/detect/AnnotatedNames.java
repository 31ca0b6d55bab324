package io.vedette.cli.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names under which annotated copies are written, no two of them the same. JPEG and PNG keep
 * their name; what is written in another form than it came in has the new ending after the old one:
 * {@code a.webp} becomes {@code a.webp.jpg}, which leaves {@code a.jpg} alone.
 */
final class AnnotatedNames {

  private static final Set<String> KEPT = Set.of("jpg", "jpeg", "png");

  private AnnotatedNames() {}

  /**
   * @param names of different pictures
   * @return in the same order
   */
  static List<String> ofPictures(List<String> names) {
    Set<String> taken = new HashSet<>();
    names.stream().filter(name -> isKept(name, KEPT)).forEach(taken::add);
    List<String> written = new ArrayList<>(names.size());
    for (String name : names) {
      written.add(isKept(name, KEPT) ? name : free(name, ".jpg", taken));
    }
    return written;
  }

  /**
   * @param name of a video file, or a URL without its password
   */
  static String ofVideo(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "_");
    return isKept(plain, Set.of("mp4")) ? plain : plain + ".mp4";
  }

  private static String free(String name, String ending, Set<String> taken) {
    String free = name + ending;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "-" + i + ending;
    }
    return free;
  }

  private static boolean isKept(String name, Set<String> endings) {
    return endings.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
