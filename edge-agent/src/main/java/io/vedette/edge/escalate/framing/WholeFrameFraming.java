package io.vedette.edge.escalate.framing;

import io.vedette.edge.view.Region;

/** Whole frames, whatever is doubtful in them. */
final class WholeFrameFraming implements Framing {

  @Override
  public String name() {
    return "whole";
  }

  @Override
  public Region frame(UncertainRegions doubtful, int width, int height) {
    return Region.whole(width, height);
  }
}
