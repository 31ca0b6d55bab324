package io.vedette.edge.escalate;

import io.vedette.detector.Detection;
import io.vedette.detector.FrameImage;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.escalate.signal.FrameFeatures;
import io.vedette.edge.escalate.signal.FrameFeatures.FrameContext;
import io.vedette.edge.escalate.signal.Novelty;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.view.GreyGrid;
import io.vedette.edge.view.Region;
import java.util.List;

/** What escalation remembers of one camera's earlier frames. Used by its frame loop's thread. */
final class CameraEscalationState {

  private final Novelty novelty = new Novelty();
  private GreyGrid grid = GreyGrid.NONE;
  private boolean[] moved = new boolean[0];
  private long lastMillis = Long.MIN_VALUE;
  private long lastWholeMillis = Long.MIN_VALUE;

  /** Takes in the next frame; its features. */
  FrameFeatures features(FrameResult result) {
    FrameImage image = result.frame().image();
    GreyGrid now = GreyGrid.of(image);
    // Of a picture that moves as a whole, cells do not tell what moves by itself.
    boolean still = !result.motion().hasMoved() && !result.motion().isUnknown();
    moved = still ? now.movedSince(grid) : new boolean[now.cells().length];
    grid = now;
    novelty.move(result.motion(), image.width(), image.height());
    return FrameFeatures.of(
        result.detections().shown(),
        result.detections().peaks(),
        result.student().threshold(),
        result.student().floor(),
        result.tracked(),
        new FrameContext(
            result.unseenMotion(),
            novelty.of(now),
            secondsSince(lastMillis, result),
            (float) image.width() * image.height(),
            null));
  }

  /** The uncertain places of the frame that was taken in last. */
  UncertainRegions uncertain(FrameResult result, FrameFeatures features) {
    List<Detection> shown = result.detections().shown();
    return UncertainRegions.of(
        features,
        result.tracked(),
        grid.unseenCells(moved, shown),
        secondsSince(lastWholeMillis, result));
  }

  private static double secondsSince(long millis, FrameResult result) {
    return millis == Long.MIN_VALUE
        ? Double.POSITIVE_INFINITY
        : Math.max(0, result.steadyMillis() - millis) / 1000.0;
  }

  /** A region of this frame is escalated. */
  void onEscalated(FrameResult result, Region region) {
    lastMillis = result.steadyMillis();
    lastWholeMillis = region.isWhole() ? lastMillis : lastWholeMillis;
  }
}
