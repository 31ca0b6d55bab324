package io.vedette.detector.head;

import io.vedette.detector.graph.Graph;

/** Finds out the dimensions of outputs that a graph leaves open, as far as that is possible. */
@FunctionalInterface
public interface OutputShapes {

  /** What a graph leaves open stays open. */
  OutputShapes AS_DECLARED = (graph, image) -> graph;

  /**
   * The same graph, its outputs declared with the dimensions that they have.
   *
   * @param image the graph's picture input
   */
  Graph closed(Graph graph, ImageInput image);
}
