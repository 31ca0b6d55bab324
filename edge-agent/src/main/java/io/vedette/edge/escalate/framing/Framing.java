package io.vedette.edge.escalate.framing;

import io.vedette.edge.view.Region;

/** Chooses the region of a frame that is sent. */
public interface Framing {

  /** The name in configuration and results. */
  String name();

  /**
   * The region to send.
   *
   * @param width of the frame, pixels
   * @param height of the frame, pixels
   */
  Region frame(UncertainRegions uncertain, int width, int height);
}
