package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.StudyVideo.StudyFrame;
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
   * @param cost in the budget's own unit: questions about all frames cost 1 each
   */
  record Reply(Region region, List<Detection> objects, int bytes, double cost) {}

  Reply ask(StudyVideo video, StudyFrame frame, UncertainRegions uncertain)
      throws DetectorException, IOException;

  /** Whole frames, one as good as another. */
  static Reply frame(StudyVideo video, StudyFrame frame, UncertainRegions uncertain) {
    return new Reply(Region.whole(frame.width(), frame.height()), frame.answer(), frame.bytes(), 1);
  }
}
