package io.vedette.edge;

import io.vedette.detector.Picture;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.escalate.signal.Novelty;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.view.GreyGrid;
import io.vedette.edge.view.Region;

/** What deciding remembers of one camera. Used by its frame loop's thread. */
final class CameraEscalationState {

  private final Novelty novelty = new Novelty();
  private GreyGrid grid = GreyGrid.NONE;
  private boolean[] moved = new boolean[0];
  private long askedMillis = Long.MIN_VALUE;
  private long wholeMillis = Long.MIN_VALUE;

  /** The frame as signals read it. */
  FrameFeatures look(FrameResult answer) {
    Picture picture = answer.frame().picture();
    GreyGrid now = GreyGrid.of(picture);
    moved = now.movedSince(grid);
    grid = now;
    return FrameFeatures.of(
        answer.detections(),
        answer.peaks(),
        answer.student().threshold(),
        answer.student().floor(),
        answer.tracked(),
        new FrameContext(
            answer.unseenMotion(),
            novelty.of(now),
            secondsSince(askedMillis, answer),
            (float) picture.width() * picture.height(),
            null));
  }

  /** Where in the frame that was last looked at a verdict may change something. */
  UncertainRegions doubtful(FrameResult answer, FrameFeatures look) {
    return UncertainRegions.of(
        look,
        answer.tracked(),
        grid.unseenCells(moved, answer.detections()),
        secondsSince(wholeMillis, answer));
  }

  private static double secondsSince(long millis, FrameResult answer) {
    return millis == Long.MIN_VALUE
        ? Double.POSITIVE_INFINITY
        : Math.max(0, answer.steadyMillis() - millis) / 1000.0;
  }

  void asked(FrameResult answer, Region region) {
    askedMillis = answer.steadyMillis();
    wholeMillis = region.isWhole() ? askedMillis : wholeMillis;
  }
}
