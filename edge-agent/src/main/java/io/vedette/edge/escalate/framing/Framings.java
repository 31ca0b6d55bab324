package io.vedette.edge.escalate.framing;

import java.util.List;

/** Every framing by name. */
public final class Framings {

  private static final List<Framing> ALL = List.of(new WholeFrameFraming(), new RegionFraming());

  private Framings() {}

  /** The names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(Framing::name).toList();
  }

  /**
   * @throws IllegalArgumentException in one line, when there is none of that name
   */
  public static Framing named(String name) {
    return ALL.stream()
        .filter(framing -> framing.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no framing '" + name + "'; there are " + names()));
  }
}
