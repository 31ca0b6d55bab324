package io.vedette.edge.fusion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.track.TrackedFrame;
import java.util.List;

/** Frames of 640 x 480 in which things stand in one row, y from 100 to 160. */
final class FusionScene {

  static final float THRESHOLD = 0.5f;

  private FusionScene() {}

  static Detection at(float x, String label, float score) {
    return wide(x, 60, label, score);
  }

  static Detection wide(float x, float width, String label, float score) {
    return new Detection(
        new Box(x, 100, x + width, 160), label.equals("cat") ? 0 : 1, label, score);
  }

  /** Shows a frame; what scores below 0.5 is a faint candidate. */
  static TrackedFrame frame(VerdictFusion fusion, long millis, Detection... seen) {
    return fusion.onFrame(
        List.of(seen).stream().filter(d -> d.score() >= THRESHOLD).toList(),
        List.of(seen).stream().filter(d -> d.score() < THRESHOLD).toList(),
        THRESHOLD,
        millis,
        640,
        480);
  }
}
