package io.vedette.registry.manifest;

import io.vedette.proto.v1.ArtifactRole;
import io.vedette.registry.RegistryException;
import io.vedette.wire.EnumLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/** {@link Artifact}s, {@link ModelMetrics} and {@link Variant}s as protobuf and back. */
public final class VariantCodec {

  private static final EnumLabels<ArtifactRole> ROLES = EnumLabels.of(ArtifactRole.class);

  private VariantCodec() {}

  /** A role by its label: "training", "fp32"; unspecified when there is none of that name. */
  public static ArtifactRole role(String label) {
    return ROLES.value(label);
  }

  public static io.vedette.proto.v1.Artifact toProto(Artifact artifact) {
    return io.vedette.proto.v1.Artifact.newBuilder()
        .setSha256(artifact.sha256())
        .setSizeBytes(artifact.size())
        .setRole(role(artifact.role()))
        .build();
  }

  /**
   * @throws RegistryException when the digest or size cannot be one
   */
  public static Artifact fromProto(io.vedette.proto.v1.Artifact artifact) throws RegistryException {
    try {
      return new Artifact(
          artifact.getSha256(), artifact.getSizeBytes(), ROLES.label(artifact.getRole()));
    } catch (IllegalArgumentException e) {
      throw new RegistryException("artifact: " + e.getMessage(), e);
    }
  }

  public static io.vedette.proto.v1.Metrics toProto(ModelMetrics metrics) {
    io.vedette.proto.v1.Metrics.Builder message =
        io.vedette.proto.v1.Metrics.newBuilder()
            .setImages(metrics.images())
            .setDatasetSha256(metrics.datasetDigest())
            .setDeviceClass(metrics.deviceClass());
    known(metrics.ap(), message::setAp);
    known(metrics.ap50(), message::setAp50);
    known(metrics.ap75(), message::setAp75);
    known(metrics.ar100(), message::setAr100);
    if (metrics.latencyP50Millis() > 0 || metrics.latencyP95Millis() > 0) {
      message.setLatencyP50Ms(metrics.latencyP50Millis());
      message.setLatencyP95Ms(metrics.latencyP95Millis());
    }
    return message.build();
  }

  /** A share that could not be computed is no number, and is not sent. */
  private static void known(double share, DoubleConsumer setter) {
    if (!Double.isNaN(share)) {
      setter.accept(share);
    }
  }

  public static ModelMetrics fromProto(io.vedette.proto.v1.Metrics metrics) {
    return new ModelMetrics(
        metrics.hasAp() ? metrics.getAp() : Double.NaN,
        metrics.hasAp50() ? metrics.getAp50() : Double.NaN,
        metrics.hasAp75() ? metrics.getAp75() : Double.NaN,
        metrics.hasAr100() ? metrics.getAr100() : Double.NaN,
        metrics.getImages(),
        metrics.getDatasetSha256(),
        metrics.getLatencyP50Ms(),
        metrics.getLatencyP95Ms(),
        metrics.getDeviceClass());
  }

  public static io.vedette.proto.v1.Variant toProto(Variant variant) {
    return io.vedette.proto.v1.Variant.newBuilder()
        .setName(variant.name())
        .setArtifact(toProto(variant.artifact()))
        .addAllMetrics(variant.metrics().stream().map(VariantCodec::toProto).toList())
        .setKept(variant.kept())
        .setWhy(variant.why())
        .build();
  }

  /**
   * @throws RegistryException when a field is missing or out of its range
   */
  public static Variant fromProto(io.vedette.proto.v1.Variant variant) throws RegistryException {
    if (variant.getName().isEmpty()) {
      throw new RegistryException("variant: it has no name");
    }
    List<ModelMetrics> metrics = new ArrayList<>();
    variant.getMetricsList().forEach(m -> metrics.add(fromProto(m)));
    return new Variant(
        variant.getName(),
        fromProto(variant.getArtifact()),
        metrics,
        variant.getKept(),
        variant.getWhy());
  }
}
