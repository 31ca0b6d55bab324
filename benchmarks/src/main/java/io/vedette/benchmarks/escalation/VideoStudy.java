package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.PolicySimulation.Shown;
import io.vedette.benchmarks.escalation.StudyVideo.StudyFrame;
import io.vedette.cli.escalation.Curve;
import io.vedette.cli.escalation.Curve.Point;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.evaluate.CocoEvaluator;
import io.vedette.edge.escalate.policy.Policies;
import io.vedette.edge.escalate.policy.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Videos, the teacher's answers as reference: policies learn on the first half of each video and
 * are evaluated on the second, where they learn no more. What is evaluated is the fused result of
 * every frame, asked about or not.
 */
final class VideoStudy {

  static final List<Double> SHARES = List.of(0.0, 0.05, 0.1, 0.2, 0.35, 0.5);

  private final FrameTable table;
  private final int verdictDelay;
  private final float studentAt;
  private final float teacherAt;
  private final List<StudyVideo> videos = new ArrayList<>();

  /** Each showing once, whatever is counted of it. */
  private final Map<Played, List<Shown>> played = new HashMap<>();

  private record Played(String video, @Nullable String policy, double share) {}

  /**
   * @param teacherAt the teacher's objects count from this score on
   * @param verdictDelay frames between a question and its answer
   */
  VideoStudy(FrameTable table, float teacherAt, int verdictDelay) {
    this.table = table;
    this.verdictDelay = verdictDelay;
    this.teacherAt = teacherAt;
    List<String> labels = table.heading().labels();
    Map<String, List<FrameRow>> rows = new LinkedHashMap<>();
    table.rows().forEach(r -> rows.computeIfAbsent(r.source(), s -> new ArrayList<>()).add(r));
    List<FrameRow> learning = new ArrayList<>();
    rows.values().forEach(video -> learning.addAll(video.subList(0, video.size() / 2)));
    this.studentAt =
        WorkingPoints.best(
            learning,
            r -> FrameRow.detections(r.student(), labels),
            r -> WorkingPoints.above(FrameRow.detections(r.teacher(), labels), teacherAt));
    rows.forEach(
        (name, video) ->
            videos.add(
                new StudyVideo(
                    name,
                    labels,
                    video.stream()
                        .map(r -> StudyVideo.frame(r, labels, studentAt, teacherAt))
                        .toList())));
  }

  /**
   * All videos together.
   *
   * @param strict whether borderline objects count, too
   */
  List<Curve> curves(boolean strict) throws DetectorException, IOException {
    return curves(videos, strict);
  }

  /** Each video by its name. */
  Map<String, List<Curve>> byVideo(boolean strict) throws DetectorException, IOException {
    Map<String, List<Curve>> curves = new LinkedHashMap<>();
    for (StudyVideo video : videos) {
      curves.put(video.name(), curves(List.of(video), strict));
    }
    return curves;
  }

  private List<Curve> curves(List<StudyVideo> of, boolean strict)
      throws DetectorException, IOException {
    List<Curve> curves = new ArrayList<>();
    for (String name : Policies.names()) {
      curves.add(curve(name, of, strict));
    }
    curves.add(curve(null, of, strict));
    return curves;
  }

  private Curve curve(@Nullable String policy, List<StudyVideo> of, boolean strict)
      throws DetectorException, IOException {
    List<Point> points = new ArrayList<>();
    for (double share : SHARES) {
      points.add(point(policy, share, of, strict));
    }
    return new Curve(policy == null ? "knows the verdict" : policy, points);
  }

  private List<Shown> play(@Nullable String name, double share, StudyVideo video)
      throws DetectorException, IOException {
    Played key = new Played(video.name(), name, share);
    List<Shown> known = played.get(key);
    if (known == null) {
      Policy policy = name == null ? null : Policies.named(name);
      known =
          new PolicySimulation(video, TeacherQuery::frame, share, verdictDelay, studentAt)
              .run(policy, video.frames().size() / 2);
      played.put(key, known);
    }
    return known;
  }

  List<StudyVideo> videos() {
    return videos;
  }

  /** What a policy makes of the half of a video on which it learns. */
  List<Shown> learning(String policy, double share, StudyVideo video)
      throws DetectorException, IOException {
    return play(policy, share, video).subList(0, video.frames().size() / 2);
  }

  /** The same videos at equal bytes, by how much of a frame is sent. */
  FramingStudy framings(RegionTeacher teacher) {
    return new FramingStudy(videos, studentAt, teacher, teacherAt, verdictDelay);
  }

  private Point point(@Nullable String name, double share, List<StudyVideo> of, boolean strict)
      throws DetectorException, IOException {
    DetectionCounts sum = DetectionCounts.NONE;
    CocoEvaluator evaluator = new CocoEvaluator(table.heading().labels().size());
    int asked = 0;
    int frames = 0;
    long bytes = 0;
    for (StudyVideo video : of) {
      List<Shown> shown = play(name, share, video);
      for (int i = shown.size() / 2; i < shown.size(); i++) {
        StudyFrame frame = video.frames().get(i);
        sum = sum.plus(frame.counts(shown.get(i).objects(), strict));
        evaluator.add(truths(frame.answer()), shown.get(i).objects());
        frames++;
        asked += shown.get(i).asked() == null ? 0 : 1;
        bytes += shown.get(i).bytes();
      }
    }
    if (asked > share * frames + 8 * of.size()) {
      throw new IllegalStateException(name + " asked about " + asked + " of " + frames + " frames");
    }
    return new Point(share, sum.f1(), evaluator.metrics().ap50(), bytes / 1000.0 / frames);
  }

  private static List<Truth> truths(List<Detection> reference) {
    return reference.stream()
        .map(d -> new Truth(d.box(), d.classId(), false, d.box().area()))
        .toList();
  }
}
