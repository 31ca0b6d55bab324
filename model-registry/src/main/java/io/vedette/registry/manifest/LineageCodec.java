package io.vedette.registry.manifest;

import io.vedette.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Lineage} as protobuf and back. */
final class LineageCodec {

  private LineageCodec() {}

  static io.vedette.proto.v1.Lineage toProto(Lineage lineage) {
    return io.vedette.proto.v1.Lineage.newBuilder()
        .addAllParents(lineage.parents().stream().map(ManifestCodec::toProto).toList())
        .setTeacherSha256(lineage.teacherDigest())
        .setRoundId(lineage.roundId())
        .setDistillationId(lineage.distillationId())
        .addAllDatasetSha256(lineage.datasetDigests())
        .addAllUpdateIds(lineage.updateIds())
        .addAllRecipe(KeyValues.toProto(lineage.recipe()))
        .build();
  }

  static Lineage fromProto(io.vedette.proto.v1.Lineage lineage) throws RegistryException {
    List<VersionId> parents = new ArrayList<>();
    for (var parent : lineage.getParentsList()) {
      parents.add(ManifestCodec.fromProto(parent));
    }
    return new Lineage(
        parents,
        lineage.getTeacherSha256(),
        lineage.getRoundId(),
        lineage.getDistillationId(),
        lineage.getDatasetSha256List(),
        lineage.getUpdateIdsList(),
        KeyValues.fromProto(lineage.getRecipeList()));
  }
}
