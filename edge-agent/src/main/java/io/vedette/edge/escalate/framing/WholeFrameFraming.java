package io.vedette.edge.escalate.framing;

import io.vedette.edge.view.Region;

/** Always the whole frame. */
final class WholeFrameFraming implements Framing {

  @Override
  public String name() {
    return "whole";
  }

  @Override
  public Region frame(UncertainRegions uncertain, int width, int height) {
    return Region.whole(width, height);
  }
}
