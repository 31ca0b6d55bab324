package io.vedette.cloud.model;

import java.util.Map;

/**
 * What a {@link ModelReadingMain} found. Beside it lie the graphs.
 *
 * @param problem why the file cannot be used, in one line; empty: it can
 * @param missing what the user has to say: "labels", "head", "input-size"; empty: nothing
 * @param spec of the detector, as its codec writes it; empty where there is a problem
 * @param normalises whether the graph still normalises, so that it can be trained as before
 * @param labelsAssumed whether its 80 classes are only taken for COCO's
 * @param graph figures for people: "opset", "nodes", "weights", "input", "outputs"
 * @param recipe what the file says about how it was made; empty: nothing
 */
record ReadModel(
    String problem,
    String missing,
    byte[] spec,
    boolean normalises,
    boolean labelsAssumed,
    Map<String, String> graph,
    String recipe) {

  static ReadModel refused(String problem, String missing) {
    return new ReadModel(problem, missing, new byte[0], false, false, Map.of(), "");
  }

  ReadModel {
    graph = Map.copyOf(graph);
  }
}
