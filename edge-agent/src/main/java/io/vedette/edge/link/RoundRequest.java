package io.vedette.edge.link;

import io.vedette.registry.manifest.Artifact;
import java.util.List;

/**
 * The command to take part in a federated round.
 *
 * @param base training graph that all participants start from
 * @param labels classes of the student
 * @param minExamples with fewer, the agent declines
 * @param maxExamples the newest are used, so many at most
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
