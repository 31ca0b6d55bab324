package io.vedette.federated.train.loss;

/**
 * The best few anchors seen for one object: largest measure first; among equal measures the one
 * nearest to the object's centre.
 */
public final class Candidates {

  private final int[] anchors;
  private final double[] measures;
  private final double[] overlaps;
  private final double[] distances;
  private int size;

  Candidates(int limit) {
    anchors = new int[limit];
    measures = new double[limit];
    overlaps = new double[limit];
    distances = new double[limit];
  }

  void offer(int anchor, double measure, double overlap, double distance) {
    int at = size;
    while (at > 0 && better(measure, distance, at - 1)) {
      at--;
    }
    if (at == anchors.length) {
      return;
    }
    size = Math.min(size + 1, anchors.length);
    for (int i = size - 1; i > at; i--) {
      anchors[i] = anchors[i - 1];
      measures[i] = measures[i - 1];
      overlaps[i] = overlaps[i - 1];
      distances[i] = distances[i - 1];
    }
    anchors[at] = anchor;
    measures[at] = measure;
    overlaps[at] = overlap;
    distances[at] = distance;
  }

  private boolean better(double measure, double distance, int than) {
    return measure > measures[than] || (measure == measures[than] && distance < distances[than]);
  }

  interface Visitor {
    void visit(int anchor, double measure, double overlap);
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.visit(anchors[i], measures[i], overlaps[i]);
    }
  }
}
