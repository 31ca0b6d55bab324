package io.vedette.edge.motion;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All methods, by name. */
public final class MotionMethods {

  /** Used by a camera that names none. */
  public static final String DEFAULT = "flow";

  private static final Map<String, Supplier<MotionMethod>> ALL =
      new TreeMap<>(
          Map.of(
              DEFAULT,
              () -> new FlowMotion(DEFAULT, new SimilarityModel()),
              "homography",
              () -> new FlowMotion("homography", new HomographyModel()),
              "phase",
              PhaseMotion::new));

  private MotionMethods() {}

  /** A new method. */
  public static MotionMethod of(String name) {
    Supplier<MotionMethod> method = ALL.get(name);
    if (method == null) {
      throw new IllegalArgumentException("no method of motion is called " + name);
    }
    return method.get();
  }

  public static boolean has(String name) {
    return ALL.containsKey(name);
  }

  /** "flow, homography, phase". */
  public static String names() {
    return String.join(", ", ALL.keySet());
  }
}
