package io.vedette.federated.train.loss;

import io.vedette.detector.Box;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.BoxDecoder;
import io.vedette.federated.train.head.HeadOutputs;
import java.util.ArrayList;
import java.util.List;

/**
 * What the anchors of a whole batch should say.
 *
 * @param rows positive anchors, each picture * anchors + anchor
 * @param scores wanted of each positive anchor, 0 to 1
 * @param distances from each positive anchor to its object's left, top, right and bottom, in
 *     strides
 * @param classScores wanted of every anchor and class, {@code [batch, anchors, classes]}
 * @param scoreSum sum of {@code scores}
 */
@SuppressWarnings("ArrayRecordComponent") // become tensors at once, never compared
public record Positives(
    int[] rows, float[] scores, float[] distances, float[] classScores, double scoreSum) {

  int size() {
    return rows.length;
  }

  static Positives assign(
      TaskAlignedAssigner assigner, HeadOutputs outputs, List<List<Target>> targets) {
    float[] boxLogits = outputs.boxLogits().toFloats();
    float[] classLogits = outputs.classLogits().toFloats();
    BoxDecoder decoder = new BoxDecoder(outputs.grid(), outputs.bins());
    List<Assignment> assignments = new ArrayList<>();
    for (int picture = 0; picture < targets.size(); picture++) {
      int first = picture * outputs.anchors();
      var answers = new Answers(boxLogits, classLogits, decoder, first, outputs.classes());
      assignments.add(assigner.assign(outputs.grid(), answers, targets.get(picture)));
    }
    return gather(assignments, targets, outputs);
  }

  private static Positives gather(
      List<Assignment> assignments, List<List<Target>> targets, HeadOutputs outputs) {
    int count = assignments.stream().mapToInt(Assignment::size).sum();
    int[] rows = new int[count];
    float[] scores = new float[count];
    float[] distances = new float[4 * count];
    float[] classScores = new float[targets.size() * outputs.anchors() * outputs.classes()];
    double sum = 0;
    int at = 0;
    for (int picture = 0; picture < assignments.size(); picture++) {
      Assignment assignment = assignments.get(picture);
      for (int i = 0; i < assignment.size(); i++) {
        Target target = targets.get(picture).get(assignment.targets()[i]);
        rows[at] = picture * outputs.anchors() + assignment.anchors()[i];
        scores[at] = assignment.scores()[i];
        sum += scores[at];
        classScores[rows[at] * outputs.classes() + target.classId()] = scores[at];
        measure(outputs.grid(), assignment.anchors()[i], target.box(), distances, 4 * at);
        at++;
      }
    }
    return new Positives(rows, scores, distances, classScores, sum);
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

  /** The network's answers to one picture, read lazily: few anchors are ever asked for. */
  private record Answers(
      float[] boxLogits, float[] classLogits, BoxDecoder decoder, int first, int classes)
      implements TaskAlignedAssigner.Answers {

    @Override
    public double score(int anchor, int classId) {
      return 1 / (1 + Math.exp(-classLogits[(first + anchor) * classes + classId]));
    }

    @Override
    public void box(int anchor, double[] into) {
      decoder.decode(boxLogits, first + anchor, anchor, into);
    }
  }
}
