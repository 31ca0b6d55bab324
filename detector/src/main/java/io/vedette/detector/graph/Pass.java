package io.vedette.detector.graph;

/** A rewriting of a graph: graph in, graph out. The graph that comes in is left as it was. */
@FunctionalInterface
public interface Pass {

  Graph apply(Graph graph);
}
