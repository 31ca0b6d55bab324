package io.vedette.registry.manifest;

import java.util.List;
import java.util.Map;

/**
 * Where a version came from; every field may be followed.
 *
 * @param parents versions it was made from
 * @param teacherDigest SHA-256 of the teacher's ONNX file; empty when none
 * @param roundId federated round; empty when none
 * @param distillationId distillation job; empty when none
 * @param datasetDigests SHA-256 of the datasets trained on
 * @param updateIds updates that were aggregated
 * @param recipe how it was made, by name
 */
public record Lineage(
    List<VersionId> parents,
    String teacherDigest,
    String roundId,
    String distillationId,
    List<String> datasetDigests,
    List<String> updateIds,
    Map<String, String> recipe) {

  /** Of a version that was brought in from outside. */
  public static final Lineage NONE =
      new Lineage(List.of(), "", "", "", List.of(), List.of(), Map.of());

  public Lineage {
    parents = List.copyOf(parents);
    datasetDigests = List.copyOf(datasetDigests);
    updateIds = List.copyOf(updateIds);
    recipe = Map.copyOf(recipe);
  }
}
