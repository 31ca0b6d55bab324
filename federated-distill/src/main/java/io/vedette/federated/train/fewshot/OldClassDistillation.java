package io.vedette.federated.train.fewshot;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.ExtraLoss;
import io.vedette.federated.train.TrainingStep;
import io.vedette.federated.train.example.Target;
import io.vedette.federated.train.head.AnchorGrid;
import io.vedette.federated.train.head.HeadLayout;
import io.vedette.federated.train.head.RawHeadOutputs;
import java.util.List;
import java.util.Map;

/**
 * Keeps a student's scores of old classes near to those of the network that it started from: {@code
 * KL(σ(t) ‖ σ(s))} of every anchor and old class, weighted by how sure the surer of the two is.
 * Anchors within a new object are left to its label.
 *
 * @see <a href="https://arxiv.org/abs/1606.09282">Li and Hoiem, Learning without Forgetting</a>
 */
public final class OldClassDistillation implements ExtraLoss, AutoCloseable {

  private final TrainableGraph before;
  private final String input;
  private final HeadLayout layout;

  /**
   * Looks at the network as it was.
   *
   * @param start before classes were added
   * @throws DetectorException when it cannot be run
   */
  public OldClassDistillation(Graph start) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(start, Hints.NONE, "the graph to start from");
    this.input = spec.input().name();
    this.layout = HeadLayout.of(spec);
    this.before = TrainableGraph.of(start, name -> false);
  }

  @Override
  public Tensor of(Scope scope, TrainingStep step) {
    RawHeadOutputs student = step.outputs();
    long rows = (long) student.batch() * student.anchors();
    int classes = layout.classes();
    Tensor s = student.classLogits().reshape(rows, student.classes()).slice(1, 0, classes);
    float[] was = answer(step);
    double norm = 0;
    for (int row = 0; row < rows; row++) {
      norm += surest(was, row, classes);
    }
    Tensor t = scope.tensor(was, rows, classes);
    Tensor p = t.sigmoid();
    Tensor cross = s.softplus().sub(s.mul(p));
    Tensor entropy = t.softplus().sub(t.mul(p));
    return cross
        .sub(entropy)
        .mul(scope.tensor(weights(step, was, s.detach().toFloats()), rows, 1))
        .sum()
        .mul(1 / Math.max(1, norm));
  }

  /** Class logits of the network as it was, {@code [batch * anchors, classes]}. */
  private float[] answer(TrainingStep step) {
    try (Scope scope = Scope.withoutGradients()) {
      Map<String, Tensor> tensors =
          before.forward(
              scope, Map.of(input, step.batch().input(scope)), layout.tensors(), Mode.EVAL);
      return RawHeadOutputs.of(tensors, layout, step.outputs().grid()).classLogits().toFloats();
    }
  }

  private float[] weights(TrainingStep step, float[] was, float[] is) {
    AnchorGrid grid = step.outputs().grid();
    int classes = layout.classes();
    float[] weights = new float[was.length / classes];
    for (int row = 0; row < weights.length; row++) {
      List<Target> targets = step.batch().targets().get(row / grid.size());
      weights[row] =
          withinNew(targets, grid, row % grid.size())
              ? 0
              : (float) Math.max(surest(was, row, classes), surest(is, row, classes));
    }
    return weights;
  }

  private boolean withinNew(List<Target> targets, AnchorGrid grid, int anchor) {
    float x = grid.centerX()[anchor];
    float y = grid.centerY()[anchor];
    for (Target target : targets) {
      Box box = target.box();
      if (target.classId() >= layout.classes()
          && x >= box.x1()
          && x <= box.x2()
          && y >= box.y1()
          && y <= box.y2()) {
        return true;
      }
    }
    return false;
  }

  /** The highest score of an anchor, 0 to 1. */
  private static double surest(float[] logits, int row, int classes) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = row * classes; i < (row + 1) * classes; i++) {
      highest = Math.max(highest, logits[i]);
    }
    return 1 / (1 + Math.exp(-highest));
  }

  @Override
  public void close() {
    before.close();
  }
}
