package io.vedette.federated.train;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.autograd.Mode;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.autograd.TrainableGraph;
import io.vedette.federated.train.example.Augmentation;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.example.Batches;
import io.vedette.federated.train.example.Examples;
import io.vedette.federated.train.head.FixedBatch;
import io.vedette.federated.train.head.RawHeadOutputs;
import io.vedette.federated.train.head.TrainableHead;
import io.vedette.federated.train.loss.DetectionLoss;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How the loss on labelled pictures changes with every value that could be learnt. Nothing is
 * learnt: batch normalizations use their running statistics, pictures are not varied.
 */
public final class LossGradients {

  private static final int BATCH = 8;
  private static final long CACHE_BYTES = 64L << 20;

  private LossGradients() {}

  /**
   * Goes over the first pictures once, eight at a time.
   *
   * @param pictures how many, at most
   * @param listener receives the gradients of each batch, by initializer
   * @throws DetectorException when the graph cannot be trained or a picture cannot be read
   */
  public static void of(
      Graph graph, Dataset data, int pictures, Consumer<Map<String, float[]>> listener)
      throws DetectorException, InterruptedException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the graph");
    int count = Math.min(pictures, data.samples().size());
    Dataset some = data.withSamples(data.samples().subList(0, count));
    Examples examples = new Examples(some, spec.input(), spec.labels(), CACHE_BYTES);
    Graph start = new ConstantsAsInitializers().apply(graph);
    FixedBatch parts = FixedBatch.of(graph, spec.input().name());
    TrainableHead head = TrainableHead.of(start, spec);
    Graph bare = head.withRawOutputs(start);
    Set<String> learned = TrainableParameters.of(bare, head.tensors());
    DetectionLoss loss = new DetectionLoss(DetectionLoss.Weights.DEFAULT);
    Map<String, float[]> before = new HashMap<>();
    try (TrainableGraph trained = TrainableGraph.of(bare, learned::contains);
        Batches batches =
            new Batches(examples, spec.input(), Augmentation.NONE, Math.min(BATCH, count), 1, 1)) {
      while (batches.hasNext()) {
        Batch batch = batches.next();
        try (Scope scope = Scope.open()) {
          Map<String, Tensor> tensors =
              parts.forward(
                  trained,
                  scope,
                  batch.input(scope),
                  new LinkedHashSet<>(head.tensors()),
                  Mode.EVAL);
          RawHeadOutputs outputs = head.read(scope, tensors, batch.width(), batch.height());
          loss.of(scope, outputs, batch.targets()).total().backward();
          listener.accept(sinceBefore(trained, before));
        }
      }
    }
  }

  /** Gradients add up from batch to batch: the last one's own is what has been added. */
  private static Map<String, float[]> sinceBefore(
      TrainableGraph trained, Map<String, float[]> before) {
    Map<String, float[]> own = new HashMap<>();
    trained
        .parameters()
        .forEach(
            (name, parameter) -> {
              Tensor gradient = parameter.gradient();
              if (gradient != null) {
                float[] sum = gradient.toFloats();
                float[] last = before.put(name, sum);
                float[] difference = sum.clone();
                for (int i = 0; last != null && i < difference.length; i++) {
                  difference[i] -= last[i];
                }
                own.put(name, difference);
              }
            });
    return own;
  }
}
