package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.Film.Scene;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.util.List;

/** What a question about a frame shows the teacher, and what it costs. */
interface TeacherQuery {

  /**
   * What came back.
   *
   * @param region what the teacher was shown
   * @param objects what it sees there, boxes in pixels of the frame
   * @param bytes sent up
   * @param cost in the budget's own unit: asking about every frame costs one a frame
   */
  record Reply(Region region, List<Detection> objects, int bytes, double cost) {}

  Reply ask(Film film, Scene scene, UncertainRegions doubtful)
      throws DetectorException, IOException;

  /** Whole frames, one as good as another. */
  static Reply frame(Film film, Scene scene, UncertainRegions doubtful) {
    return new Reply(Region.whole(scene.width(), scene.height()), scene.answer(), scene.bytes(), 1);
  }
}
