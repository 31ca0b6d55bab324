package io.vedette.detector.head;

import java.util.List;

/**
 * What the user says about a model where its file does not.
 *
 * @param labels class names in order; empty where not given
 * @param family a head of {@link Heads}; empty where not given
 * @param inputSize side of a square input whose size the graph leaves open, pixels; 0 where not
 *     given
 */
public record Hints(List<String> labels, String family, int inputSize) {

  public static final Hints NONE = new Hints(List.of(), "", 0);

  public Hints {
    labels = List.copyOf(labels);
  }

  public Hints withLabels(List<String> names) {
    return new Hints(names, family, inputSize);
  }

  public Hints withFamily(String name) {
    return new Hints(labels, name, inputSize);
  }

  public Hints withInputSize(int pixels) {
    return new Hints(labels, family, pixels);
  }
}
