package io.vedette.federated.train.loss;

import io.vedette.detector.Box;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.HeadAnswers;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.ArrayList;
import java.util.List;

/**
 * What the anchors of a whole batch should say.
 *
 * @param rows positive anchors, each picture * anchors + anchor
 * @param classIds what each positive anchor's object is
 * @param scores wanted of each positive anchor, 0 to 1
 * @param distances from each positive anchor to its object's left, top, right and bottom, in
 *     strides
 * @param classScores wanted of every anchor and class, {@code [batch, anchors, classes]}
 * @param scoreSum sum of {@code scores}
 */
@SuppressWarnings("ArrayRecordComponent") // become tensors at once, never compared
public record Positives(
    int[] rows,
    int[] classIds,
    float[] scores,
    float[] distances,
    float[] classScores,
    double scoreSum) {

  int size() {
    return rows.length;
  }

  static Positives assign(
      TaskAlignedAssigner assigner, RawHeadOutputs outputs, List<List<Target>> targets) {
    HeadAnswers all = HeadAnswers.of(outputs);
    List<AnchorAssignment> assignments = new ArrayList<>();
    for (int picture = 0; picture < targets.size(); picture++) {
      var answers = new Answers(all, picture * outputs.anchors());
      assignments.add(assigner.assign(outputs.grid(), answers, targets.get(picture)));
    }
    return gather(assignments, targets, outputs);
  }

  private static Positives gather(
      List<AnchorAssignment> assignments, List<List<Target>> targets, RawHeadOutputs outputs) {
    int count = assignments.stream().mapToInt(AnchorAssignment::size).sum();
    int[] rows = new int[count];
    int[] classIds = new int[count];
    float[] scores = new float[count];
    float[] distances = new float[4 * count];
    float[] classScores = new float[targets.size() * outputs.anchors() * outputs.classes()];
    double sum = 0;
    int at = 0;
    for (int picture = 0; picture < assignments.size(); picture++) {
      AnchorAssignment assignment = assignments.get(picture);
      for (int i = 0; i < assignment.size(); i++) {
        Target target = targets.get(picture).get(assignment.targets()[i]);
        rows[at] = picture * outputs.anchors() + assignment.anchors()[i];
        classIds[at] = target.classId();
        scores[at] = assignment.scores()[i];
        sum += scores[at];
        classScores[rows[at] * outputs.classes() + target.classId()] = scores[at];
        measure(outputs.grid(), assignment.anchors()[i], target.box(), distances, 4 * at);
        at++;
      }
    }
    return new Positives(rows, classIds, scores, distances, classScores, sum);
  }

  private static void measure(AnchorGrid grid, int anchor, Box box, float[] into, int at) {
    float x = grid.centerX()[anchor];
    float y = grid.centerY()[anchor];
    float stride = grid.stride()[anchor];
    into[at] = (x - box.x1()) / stride;
    into[at + 1] = (y - box.y1()) / stride;
    into[at + 2] = (box.x2() - x) / stride;
    into[at + 3] = (box.y2() - y) / stride;
  }

  /** The network's answers to one picture, whose first row is {@code first}. */
  private record Answers(HeadAnswers all, int first) implements TaskAlignedAssigner.Answers {

    @Override
    public double score(int anchor, int classId) {
      return all.score(first + anchor, classId);
    }

    @Override
    public void box(int anchor, double[] into) {
      all.box(first + anchor, into);
    }
  }
}
