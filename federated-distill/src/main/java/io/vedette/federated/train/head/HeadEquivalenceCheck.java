package io.vedette.federated.train.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Candidate;
import io.vedette.detector.head.HeadOutput;
import io.vedette.detector.head.Heads;
import io.vedette.detector.image.Preprocessor;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Checks that training reads a graph as detection does: on a picture of noise both must give the
 * same box and score at every anchor. An export of an unknown structure is refused here.
 */
final class HeadEquivalenceCheck {

  /** Largest difference, relative to numbers above 1: pixels of boxes, shares of scores. */
  private static final double TOLERANCE = 1e-3;

  private HeadEquivalenceCheck() {}

  /**
   * Runs both on noise.
   *
   * @throws DetectorException when they differ, naming the first anchor
   */
  static void check(TrainableHead head, Graph graph, DetectorSpec spec) throws DetectorException {
    FixedBatch parts = FixedBatch.of(graph, spec.input().name());
    List<String> outputs = graph.outputs().stream().map(ValueInfoProto::getName).toList();
    List<String> wanted = new ArrayList<>(outputs);
    head.tensors().stream().filter(name -> !wanted.contains(name)).forEach(wanted::add);
    try (TrainableGraph bare = TrainableGraph.of(head.withRawOutputs(graph), name -> false);
        Scope scope = Scope.withoutGradients()) {
      Map<String, Tensor> made =
          parts.forward(bare, scope, noise(scope, spec, parts), wanted, Mode.EVAL);
      HeadAnswers ours =
          HeadAnswers.of(head.read(scope, made, spec.input().width(), spec.input().height()));
      Map<String, HeadOutput> read = new LinkedHashMap<>();
      for (String name : outputs) {
        read.put(name, firstPicture(name, Objects.requireNonNull(made.get(name))));
      }
      compare(ours, Heads.of(spec.head().family()).decode(read, spec, 0), spec);
    } catch (IllegalArgumentException e) {
      throw new DetectorException(
          "the "
              + spec.head().family()
              + " head of this graph cannot be trained: "
              + e.getMessage(),
          e);
    }
  }

  private static Tensor noise(Scope scope, DetectorSpec spec, FixedBatch parts) {
    int batch = Math.max(1, (int) parts.size());
    byte[] bgr = new byte[3 * spec.input().width() * spec.input().height()];
    new Random(1).nextBytes(bgr);
    FloatBuffer pixels = FloatBuffer.allocate(batch * Preprocessor.size(spec.input()));
    Picture picture = new Picture(spec.input().width(), spec.input().height(), bgr);
    for (int i = 0; i < batch; i++) {
      Preprocessor.fill(picture, spec.input(), pixels);
    }
    return scope.tensor(pixels.flip(), batch, 3, spec.input().height(), spec.input().width());
  }

  private static HeadOutput firstPicture(String name, Tensor tensor) {
    long[] shape = tensor.shape();
    int[] own = Arrays.stream(shape).skip(1).mapToInt(Math::toIntExact).toArray();
    return new HeadOutput(name, own, tensor.toFloats(), 0);
  }

  private static void compare(HeadAnswers ours, List<Candidate> theirs, DetectorSpec spec)
      throws DetectorException {
    double[] box = new double[4];
    for (int anchor = 0; anchor < theirs.size(); anchor++) {
      Candidate candidate = theirs.get(anchor);
      ours.box(anchor, box);
      boolean same =
          near(ours.score(anchor, candidate.classId()), candidate.score())
              && near(box[0], candidate.box().x1())
              && near(box[1], candidate.box().y1())
              && near(box[2], candidate.box().x2())
              && near(box[3], candidate.box().y2());
      if (!same) {
        throw new DetectorException(
            "the "
                + spec.head().family()
                + " head of this graph cannot be trained: at anchor "
                + anchor
                + " detection reads "
                + candidate
                + ", training the box "
                + Arrays.toString(box)
                + " with the score "
                + ours.score(anchor, candidate.classId())
                + "; export the model in its family's usual form, or give the right --head");
      }
    }
  }

  private static boolean near(double a, double b) {
    return (float) a == (float) b || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(b));
  }
}
