package io.vedette.detector.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The native libraries of OpenCV and FFmpeg that lie unpacked in a distribution, in one folder for
 * each group. Where there is no such folder, JavaCPP finds them in its jars: it searches every jar
 * for dozens of names and unpacks into the user's home, which takes half a second of each start.
 *
 * <p>Libraries need each other. None says which it needs before it is loaded, so those that cannot
 * be loaded yet are tried again after the others.
 */
public final class NativeLibraries {

  /** The folder of groups. */
  private static final String FOLDER = "vedette.natives";

  /** Tells JavaCPP that its libraries are loaded already. */
  private static final String LOADED_BY_JAVACPP = "org.bytedeco.javacpp.loadLibraries";

  /** What both groups need. */
  private static final String BASE = "javacpp";

  private static final Map<String, Map<String, String>> TRIED = new HashMap<>();

  private NativeLibraries() {}

  /**
   * Loads a group, once; without a folder of libraries it does nothing.
   *
   * @param group "opencv" or "ffmpeg"
   * @return the names of files that cannot be loaded, and why; empty where all are, or JavaCPP will
   *     load them
   * @throws UnsatisfiedLinkError when the folder cannot be read
   */
  public static synchronized Map<String, String> load(String group) {
    String folder = System.getProperty(FOLDER);
    if (folder == null) {
      return Map.of();
    }
    System.setProperty(LOADED_BY_JAVACPP, "false");
    TRIED.computeIfAbsent(BASE, name -> all(Path.of(folder, name)));
    return TRIED.computeIfAbsent(group, name -> all(Path.of(folder, name)));
  }

  private static Map<String, String> all(Path folder) {
    List<Path> left = files(folder);
    Map<String, String> failed = new HashMap<>();
    int before;
    do {
      before = left.size();
      failed.clear();
      left.removeIf(
          file -> {
            String why = failure(file);
            if (why != null) {
              failed.put(String.valueOf(file.getFileName()), why);
            }
            return why == null;
          });
    } while (!left.isEmpty() && left.size() < before);
    return Map.copyOf(failed);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.sorted().toList());
    } catch (IOException e) {
      UnsatisfiedLinkError error =
          new UnsatisfiedLinkError(
              folder + ": holds no native libraries; unpack the archive again");
      error.initCause(e);
      throw error;
    }
  }

  /** Why a library cannot be loaded, as the system's loader says it; null when it is. */
  private static @Nullable String failure(Path file) {
    try {
      System.load(file.toString());
      return null;
    } catch (UnsatisfiedLinkError e) {
      return String.valueOf(e.getMessage());
    }
  }
}
