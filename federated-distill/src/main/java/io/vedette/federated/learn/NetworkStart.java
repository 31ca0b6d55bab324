package io.vedette.federated.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.architecture.FreshWeights;
import java.util.List;

/** The network that a training starts from. */
public sealed interface NetworkStart {

  /**
   * The network before its first step, its spec inside.
   *
   * @param labels of the training data; a new network gets them
   */
  Graph graph(List<String> labels) throws DetectorException;

  /** Whether the network has learned nothing yet. */
  boolean fresh();

  /** A few words for people and for the run's configuration. */
  String description();

  /**
   * A new network with random weights.
   *
   * @param architecture by name
   * @param pixels side of its input
   * @param seed of the weights
   */
  record OfArchitecture(String architecture, int pixels, long seed) implements NetworkStart {

    @Override
    public Graph graph(List<String> labels) throws DetectorException {
      Architecture known =
          Architecture.named(architecture)
              .orElseThrow(
                  () ->
                      new DetectorException(
                          "architecture "
                              + architecture
                              + " is not known; use one of "
                              + Architecture.names()));
      try {
        return known.build(labels, pixels, seed);
      } catch (IllegalArgumentException e) {
        throw new DetectorException(String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public String description() {
      return architecture + " at " + pixels;
    }
  }

  /**
   * A network that exists.
   *
   * @param name of its file or version
   * @param network in training form, or as others exported it
   * @param spec what is known about it
   */
  record OfModel(String name, Graph network, DetectorSpec spec) implements NetworkStart {

    @Override
    public Graph graph(List<String> labels) {
      return SpecInference.embed(network, spec);
    }

    @Override
    public boolean fresh() {
      return false;
    }

    @Override
    public String description() {
      return name;
    }
  }

  /**
   * The structure of a network that exists, with random weights.
   *
   * @param seed of the weights
   */
  record OfStructure(OfModel model, long seed) implements NetworkStart {

    @Override
    public Graph graph(List<String> labels) throws DetectorException {
      return SpecInference.embed(
          FreshWeights.of(model.network(), model.spec(), seed), model.spec());
    }

    @Override
    public boolean fresh() {
      return true;
    }

    @Override
    public String description() {
      return "the structure of " + model.name();
    }
  }
}
