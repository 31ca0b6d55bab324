package io.vedette.edge.link;

import io.vedette.registry.manifest.Artifact;
import java.util.List;

/**
 * Take part in a federated round.
 *
 * @param base training graph that every participant starts from
 * @param labels of the student: the classes to learn
 * @param minExamples fewer than this: decline
 * @param maxExamples at most this many, the newest
 */
public record RoundRequest(
    String commandId,
    String roundId,
    Artifact base,
    List<String> labels,
    int epochs,
    int batch,
    double learningRate,
    int minExamples,
    int maxExamples,
    long seed) {

  public RoundRequest {
    labels = List.copyOf(labels);
  }
}
