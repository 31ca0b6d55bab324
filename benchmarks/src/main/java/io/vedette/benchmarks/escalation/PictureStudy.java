package io.vedette.benchmarks.escalation;

import io.vedette.cli.escalation.Curve;
import io.vedette.cli.escalation.Curve.Point;
import io.vedette.detector.Detection;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.evaluate.CocoEvaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Independent pictures: each half is evaluated with what was learnt on the other, and the budget
 * goes to the pictures of highest worth. Repeated over random halves, because one draw of few
 * pictures says little.
 */
final class PictureStudy {

  static final List<Double> SHARES = List.of(0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0);

  private final FrameTable table;
  private final boolean labelled;
  private final int splits;
  private final List<ClipFrame> frames;

  /**
   * @param labelled whether labels are the reference, or else the teacher's answers
   * @param splits how often the halves are drawn
   */
  PictureStudy(FrameTable table, boolean labelled, int splits) {
    this.table = table;
    this.labelled = labelled;
    this.splits = splits;
    this.frames =
        table.rows().stream().map(row -> ClipFrame.of(row, table.heading().labels())).toList();
  }

  /** One curve for each ranker, the oracle last. */
  List<Curve> curves() {
    List<PictureRanker> rankers = PictureRanker.all();
    double[][] f1 = new double[rankers.size() + 1][SHARES.size()];
    double[][] ap = new double[rankers.size() + 1][SHARES.size()];
    double[] kilobytes = new double[SHARES.size()];
    for (int split = 0; split < splits; split++) {
      List<List<EvaluatedPicture>> halves = halves(split);
      List<EvaluatedPicture> all = new ArrayList<>(halves.get(0));
      all.addAll(halves.get(1));
      for (int c = 0; c <= rankers.size(); c++) {
        double[] worth = c < rankers.size() ? worth(rankers.get(c), halves, split) : null;
        for (int s = 0; s < SHARES.size(); s++) {
          int count = (int) Math.round(SHARES.get(s) * all.size());
          Set<Integer> asked =
              worth == null
                  ? PictureSelection.oracle(all, count)
                  : PictureSelection.best(worth, count);
          f1[c][s] += PictureSelection.counts(all, asked).f1() / splits;
          if (split == 0) {
            ap[c][s] = ap(all, asked);
            kilobytes[s] = SHARES.get(s) * meanKilobytes();
          }
        }
      }
    }
    List<Curve> curves = new ArrayList<>();
    for (int c = 0; c <= rankers.size(); c++) {
      List<Point> points = new ArrayList<>();
      for (int s = 0; s < SHARES.size(); s++) {
        points.add(new Point(SHARES.get(s), f1[c][s], ap[c][s], kilobytes[s]));
      }
      String name = c < rankers.size() ? rankers.get(c).name() : "oracle";
      curves.add(new Curve(name, points));
    }
    return curves;
  }

  /** Both halves, each at the working points of the other. */
  private List<List<EvaluatedPicture>> halves(int split) {
    List<ClipFrame> order = new ArrayList<>(frames);
    Collections.shuffle(order, new Random(split));
    List<ClipFrame> first = order.subList(0, order.size() / 2);
    List<ClipFrame> second = order.subList(order.size() / 2, order.size());
    return List.of(evaluated(first, second), evaluated(second, first));
  }

  private List<EvaluatedPicture> evaluated(List<ClipFrame> half, List<ClipFrame> other) {
    float teacherAt = WorkingPoints.best(other, ClipFrame::teacher, ClipFrame::truth);
    Function<ClipFrame, List<Detection>> reference =
        labelled ? ClipFrame::truth : frame -> WorkingPoints.above(frame.teacher(), teacherAt);
    float studentAt = WorkingPoints.best(other, ClipFrame::student, reference);
    return half.stream()
        .map(frame -> EvaluatedPicture.of(frame, studentAt, teacherAt, labelled))
        .toList();
  }

  private static double[] worth(
      PictureRanker ranker, List<List<EvaluatedPicture>> halves, long seed) {
    double[] first = ranker.worth(halves.get(1), halves.get(0), seed);
    double[] second = ranker.worth(halves.get(0), halves.get(1), seed + 1_000);
    double[] all = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private double ap(List<EvaluatedPicture> pictures, Set<Integer> asked) {
    CocoEvaluator evaluator = new CocoEvaluator(table.heading().labels().size());
    for (int i = 0; i < pictures.size(); i++) {
      EvaluatedPicture picture = pictures.get(i);
      List<Detection> reference = labelled ? picture.frame().truth() : picture.answer();
      evaluator.add(
          reference.stream()
              .map(d -> new Truth(d.box(), d.classId(), false, d.box().area()))
              .toList(),
          asked.contains(i) ? picture.frame().teacher() : picture.frame().student());
    }
    return evaluator.metrics().ap50();
  }

  private double meanKilobytes() {
    return table.rows().stream().mapToInt(r -> r.jpegBytes()[0]).average().orElse(0) / 1000;
  }
}
