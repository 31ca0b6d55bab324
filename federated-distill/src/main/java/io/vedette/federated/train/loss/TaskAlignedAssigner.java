package io.vedette.federated.train.loss;

import io.vedette.detector.Box;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.AnchorGrid;
import java.util.Arrays;
import java.util.List;

/**
 * Lets the network's own answers decide which anchors are responsible for an object.
 *
 * <p>An anchor inside an object is measured by {@code t = s^α · CIoU^β}, s its score for the
 * object's class; the {@code top} best answer for it. An anchor wanted by several objects goes to
 * the one it overlaps most. The score that a positive anchor should give is its {@code t}, rescaled
 * so that the best anchor of an object should give the object's best overlap. Feng et al., <a
 * href="https://arxiv.org/abs/2108.07755">TOOD</a>; constants as in YOLOv8 and YOLO11.
 *
 * <p>Kind to tiny objects in two ways: a side shorter than a cell counts as two cells long when
 * anchors are looked for, and the measure is kept in double precision without a lower limit, so
 * that a first overlap of 0.02 (to the sixth power: 10⁻¹⁰) still ranks anchors.
 */
public final class TaskAlignedAssigner {

  private final int top;
  private final double alpha;
  private final double beta;

  /** Ten anchors an object, α 0.5, β 6. */
  public TaskAlignedAssigner() {
    this(10, 0.5, 6);
  }

  public TaskAlignedAssigner(int top, double alpha, double beta) {
    this.top = top;
    this.alpha = alpha;
    this.beta = beta;
  }

  /** What the network says at one anchor of the picture being assigned. */
  interface Answers {
    /** Score of a class at an anchor, 0 to 1. */
    double score(int anchor, int classId);

    /** Writes x1, y1, x2, y2 of the anchor's box, input pixels. */
    void box(int anchor, double[] into);
  }

  /** Assigns the anchors of one picture. */
  AnchorAssignment assign(AnchorGrid grid, Answers answers, List<Target> targets) {
    Owners owners = new Owners(grid.size());
    for (int t = 0; t < targets.size(); t++) {
      claim(grid, answers, targets.get(t), t, owners);
    }
    return owners.assignment(targets.size());
  }

  private void claim(AnchorGrid grid, Answers answers, Target target, int index, Owners owners) {
    Candidates best = new Candidates(top);
    Box box = target.box();
    float halfWidth = reach(box.width(), grid) / 2;
    float halfHeight = reach(box.height(), grid) / 2;
    double[] predicted = new double[4];
    for (int a = 0; a < grid.size(); a++) {
      float dx = Math.abs(grid.centerX()[a] - box.centerX());
      float dy = Math.abs(grid.centerY()[a] - box.centerY());
      if (dx >= halfWidth || dy >= halfHeight) {
        continue;
      }
      answers.box(a, predicted);
      double overlap = Math.max(0, overlap(box, predicted));
      double score = answers.score(a, target.classId());
      best.offer(a, Math.pow(score, alpha) * Math.pow(overlap, beta), overlap, dx * dx + dy * dy);
    }
    best.forEach((anchor, measure, overlap) -> owners.claim(anchor, index, measure, overlap));
  }

  private static float reach(float side, AnchorGrid grid) {
    return side < grid.finestStride() ? 2 * grid.finestStride() : side;
  }

  private static double overlap(Box box, double[] p) {
    return CompleteIou.of(box.x1(), box.y1(), box.x2(), box.y2(), p[0], p[1], p[2], p[3]);
  }

  /** Who answers for what so far. */
  private static final class Owners {
    private final int[] target;
    private final double[] measure;
    private final double[] overlap;

    Owners(int anchors) {
      target = new int[anchors];
      measure = new double[anchors];
      overlap = new double[anchors];
      Arrays.fill(target, -1);
    }

    void claim(int anchor, int index, double newMeasure, double newOverlap) {
      if (target[anchor] < 0 || newOverlap > overlap[anchor]) {
        target[anchor] = index;
        measure[anchor] = newMeasure;
        overlap[anchor] = newOverlap;
      }
    }

    AnchorAssignment assignment(int targets) {
      double[] bestMeasure = new double[targets];
      double[] bestOverlap = new double[targets];
      int[] positive = new int[target.length];
      int count = 0;
      for (int a = 0; a < target.length; a++) {
        if (target[a] >= 0) {
          positive[count++] = a;
          bestMeasure[target[a]] = Math.max(bestMeasure[target[a]], measure[a]);
          bestOverlap[target[a]] = Math.max(bestOverlap[target[a]], overlap[a]);
        }
      }
      int[] anchors = Arrays.copyOf(positive, count);
      int[] owned = Arrays.stream(anchors).map(a -> target[a]).toArray();
      float[] scores = new float[count];
      for (int i = 0; i < count; i++) {
        double best = bestMeasure[owned[i]];
        scores[i] = best > 0 ? (float) (measure[anchors[i]] / best * bestOverlap[owned[i]]) : 0;
      }
      return new AnchorAssignment(anchors, owned, scores);
    }
  }
}
