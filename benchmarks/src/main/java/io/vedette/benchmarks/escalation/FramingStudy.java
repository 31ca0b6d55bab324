package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.PolicySimulation.Shown;
import io.vedette.cli.escalation.Curve;
import io.vedette.cli.escalation.Curve.Point;
import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.framing.Framings;
import io.vedette.edge.escalate.policy.Policies;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole frames and another framing at equal bytes: a budget is a share of the bytes that all frames
 * would take, and who sends less of a frame asks more often. Policies learn on the first half of
 * each video and are evaluated on the second.
 */
final class FramingStudy {

  static final List<Double> SHARES = List.of(0.05, 0.1, 0.2, 0.5);
  static final List<String> POLICIES = List.of("learnt", "even", "random");

  private final List<StudyVideo> videos;
  private final float studentAt;
  private final RegionTeacher teacher;
  private final float teacherAt;
  private final int verdictDelay;
  private final Map<Played, List<Shown>> played = new HashMap<>();

  private record Played(String video, String framing, String policy, double share) {}

  /** What a budget was spent on: shares of all frames, and of a frame's area, and of the bytes. */
  record Spent(String policy, double share, double frames, double area, double bytes) {}

  /**
   * @param studentAt the student's threshold
   * @param teacherAt the teacher's objects count from this score on
   * @param verdictDelay frames between a question and its answer
   */
  FramingStudy(
      List<StudyVideo> videos,
      float studentAt,
      RegionTeacher teacher,
      float teacherAt,
      int verdictDelay) {
    this.videos = videos;
    this.studentAt = studentAt;
    this.teacher = teacher;
    this.teacherAt = teacherAt;
    this.verdictDelay = verdictDelay;
  }

  List<StudyVideo> videos() {
    return videos;
  }

  /**
   * A curve for each policy and each of two framings.
   *
   * @param strict whether borderline objects count, too
   */
  List<Curve> curves(List<StudyVideo> of, String framing, boolean strict)
      throws DetectorException, IOException {
    List<Curve> curves = new ArrayList<>();
    for (String policy : POLICIES) {
      for (String each : List.of(Framings.names().get(0), framing)) {
        List<Point> points = new ArrayList<>();
        for (double share : SHARES) {
          points.add(point(of, each, policy, share, strict));
        }
        curves.add(new Curve(policy + ", " + each, points));
      }
    }
    return curves;
  }

  private Point point(
      List<StudyVideo> of, String framing, String policy, double share, boolean strict)
      throws DetectorException, IOException {
    DetectionCounts sum = DetectionCounts.NONE;
    long bytes = 0;
    int frames = 0;
    for (StudyVideo video : of) {
      List<Shown> shown = play(video, framing, policy, share);
      for (int i = shown.size() / 2; i < shown.size(); i++) {
        sum = sum.plus(video.frames().get(i).counts(shown.get(i).objects(), strict));
        bytes += shown.get(i).bytes();
        frames++;
      }
    }
    return new Point(share, sum.f1(), -1, bytes / 1000.0 / frames);
  }

  /** What a framing's budget was spent on in all videos' second halves. */
  List<Spent> spent(String framing) throws DetectorException, IOException {
    List<Spent> all = new ArrayList<>();
    for (String policy : POLICIES) {
      for (double share : SHARES) {
        int asked = 0;
        int frames = 0;
        double area = 0;
        double bytes = 0;
        for (StudyVideo video : videos) {
          List<Shown> shown = play(video, framing, policy, share);
          for (Shown each : shown.subList(shown.size() / 2, shown.size())) {
            frames++;
            if (each.asked() != null) {
              asked++;
              area += each.asked().region().share();
              bytes += each.asked().cost();
            }
          }
        }
        all.add(
            new Spent(
                policy, share, (double) asked / frames, area / Math.max(1, asked), bytes / frames));
      }
    }
    return all;
  }

  private List<Shown> play(StudyVideo video, String framing, String policy, double share)
      throws DetectorException, IOException {
    Played key = new Played(video.name(), framing, policy, share);
    List<Shown> known = played.get(key);
    if (known == null) {
      TeacherQuery query = new ByteCostQuery(Framings.named(framing), teacher, teacherAt);
      known =
          new PolicySimulation(video, query, share, verdictDelay, studentAt)
              .run(Policies.named(policy), video.frames().size() / 2);
      played.put(key, known);
    }
    return known;
  }
}
