package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.Film.Scene;
import io.vedette.benchmarks.escalation.RegionTable.Row;
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
  public Reply ask(Film film, Scene scene, UncertainRegions doubtful)
      throws DetectorException, IOException {
    Region region = framing.frame(doubtful, scene.width(), scene.height());
    if (region.isWhole()) {
      return reply(film, region, scene.answer(), scene.bytes());
    }
    Row row = teacher.ask(film.name(), scene.index(), region);
    List<Detection> seen = FrameRow.detections(row.teacher(), film.labels());
    return reply(film, region, WorkingPoints.above(seen, teacherAt), row.jpegBytes());
  }

  private static Reply reply(Film film, Region region, List<Detection> objects, int bytes) {
    return new Reply(region, objects, bytes, bytes / film.meanBytes());
  }
}
