package io.vedette.federated.train.head;

import io.vedette.federated.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Boxes and scores of a head at every anchor of a batch, decoded on demand, since few anchors are
 * asked for. A row is picture * anchors + anchor.
 */
public final class HeadAnswers {

  private final float[] boxLogits;
  private final float[] classLogits;
  private final float @Nullable [] objectness;
  private final BoxDecoder decoder;
  private final Scoring scoring;
  private final int anchors;
  private final int classes;

  private HeadAnswers(RawHeadOutputs outputs) {
    this.boxLogits = outputs.boxLogits().toFloats();
    this.classLogits = outputs.classLogits().toFloats();
    Tensor there = outputs.objectness();
    this.objectness = there == null ? null : there.toFloats();
    this.decoder = new BoxDecoder(outputs.grid(), outputs.bins());
    this.scoring = outputs.scoring();
    this.anchors = outputs.anchors();
    this.classes = outputs.classes();
  }

  /** Copies the tensors' values. */
  public static HeadAnswers of(RawHeadOutputs outputs) {
    return new HeadAnswers(outputs);
  }

  /** Writes x1, y1, x2, y2 of a row's box, pixels of the network's input. */
  public void box(int row, double[] into) {
    decoder.decode(boxLogits, row, row % anchors, into);
  }

  /** The score of a class, 0 to 1. */
  public double score(int row, int classId) {
    double probability = scoring.exclusive() ? share(row, classId) : sigmoid(logit(row, classId));
    return objectness == null ? probability : scoring.of(sigmoid(objectness[row]), probability);
  }

  /** The class with the highest score. */
  public int best(int row) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logit(row, c) > logit(row, best)) {
        best = c;
      }
    }
    return best;
  }

  /** A class's part of the softmax. */
  private double share(int row, int classId) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logit(row, c) - logit(row, classId));
    }
    return 1 / sum;
  }

  private double logit(int row, int classId) {
    return classLogits[row * classes + classId];
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
