package io.vedette.edge;

import io.vedette.detector.Picture;
import io.vedette.edge.escalate.signal.Look;
import io.vedette.edge.escalate.signal.Look.Surroundings;
import io.vedette.edge.escalate.signal.Novelty;
import io.vedette.edge.pipeline.Answer;
import io.vedette.edge.view.GreyGrid;

/** What deciding remembers of one camera. Used by its frame loop's thread. */
final class CameraMemory {

  private final Novelty novelty = new Novelty();
  private long askedMillis = Long.MIN_VALUE;

  /** The frame as signals read it. */
  Look look(Answer answer) {
    Picture picture = answer.frame().picture();
    long millis = answer.steadyMillis();
    double since =
        askedMillis == Long.MIN_VALUE
            ? Double.POSITIVE_INFINITY
            : Math.max(0, millis - askedMillis) / 1000.0;
    return Look.of(
        answer.detections(),
        answer.peaks(),
        answer.student().threshold(),
        answer.student().floor(),
        answer.tracked(),
        new Surroundings(
            answer.unseenMotion(),
            novelty.of(GreyGrid.of(picture)),
            since,
            (float) picture.width() * picture.height(),
            null));
  }

  void asked(Answer answer) {
    askedMillis = answer.steadyMillis();
  }
}
