package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.RegionTable.Row;
import io.vedette.benchmarks.escalation.StudyVideo.StudyFrame;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.framing.Framing;
import io.vedette.edge.escalate.framing.UncertainRegions;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.util.List;

/**
 * Questions as a framing frames them, each at the cost of its bytes.
 *
 * @param teacherAt the teacher's objects count from this score on
 */
record ByteCostQuery(Framing framing, RegionTeacher teacher, float teacherAt)
    implements TeacherQuery {

  @Override
  public Reply ask(StudyVideo video, StudyFrame frame, UncertainRegions uncertain)
      throws DetectorException, IOException {
    Region region = framing.frame(uncertain, frame.width(), frame.height());
    if (region.isWhole()) {
      return reply(video, region, frame.answer(), frame.bytes());
    }
    Row row = teacher.ask(video.name(), frame.index(), region);
    List<Detection> seen = FrameRow.detections(row.teacher(), video.labels());
    return reply(video, region, WorkingPoints.above(seen, teacherAt), row.jpegBytes());
  }

  private static Reply reply(StudyVideo video, Region region, List<Detection> objects, int bytes) {
    return new Reply(region, objects, bytes, bytes / video.meanBytes());
  }
}
