package io.vedette.edge.escalate.framing;

import io.vedette.edge.view.Region;

/** How much of a frame a question shows. */
public interface Framing {

  /** What configuration and results call it. */
  String name();

  /**
   * The part of a frame to ask about.
   *
   * @param width of the frame, pixels
   * @param height of the frame, pixels
   */
  Region frame(UncertainRegions doubtful, int width, int height);
}
