package io.vedette.federated.autograd;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.Weights;
import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;

/** An ONNX graph whose float initializers can be learned. Not for use by two threads at once. */
public final class TrainableGraph implements AutoCloseable {

  private TrainableGraph() {}

  /**
   * Prepares a graph.
   *
   * @param trainable which float initializers get gradients, by name; running statistics never do
   * @throws UnknownOperatorException when a node's operator is not supported
   */
  public static TrainableGraph of(Graph graph, Predicate<String> trainable)
      throws DetectorException {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs the nodes that the wanted tensors need.
   *
   * @param scope owns the result and everything in between
   * @param inputs the graph's inputs by name
   * @param wanted names of any tensors of the graph, outputs or internal ones
   * @return the wanted tensors by name, in the order asked for
   */
  public Map<String, Tensor> forward(
      Scope scope, Map<String, Tensor> inputs, Collection<String> wanted, Mode mode) {
    throw new UnsupportedOperationException();
  }

  /** What is trained, by initializer name, in graph order. */
  public Map<String, Tensor> parameters() {
    throw new UnsupportedOperationException();
  }

  /** A copy of all float initializers, running statistics too. */
  public Weights weights() {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets float initializers; those that are not named keep their values.
   *
   * @throws IllegalArgumentException when a name or shape is not the graph's
   */
  public void load(Weights weights) {
    throw new UnsupportedOperationException();
  }

  /** The same graph with the present values. */
  public Graph toGraph() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
