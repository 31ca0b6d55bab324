package io.vedette.registry.manifest;

import io.vedette.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;

/** {@link Artifact}s, {@link ModelMetrics} and {@link Variant}s as protobuf and back. */
public final class VariantCodec {

  /** More measurements of one variant are refused. */
  private static final int MAX_METRICS = 1000;

  private VariantCodec() {}

  public static io.vedette.proto.v1.Artifact toProto(Artifact artifact) {
    return io.vedette.proto.v1.Artifact.newBuilder()
        .setSha256(artifact.sha256())
        .setSize(artifact.size())
        .setRole(artifact.role())
        .build();
  }

  /**
   * @throws RegistryException when the digest or size cannot be one
   */
  public static Artifact fromProto(io.vedette.proto.v1.Artifact artifact) throws RegistryException {
    try {
      return new Artifact(artifact.getSha256(), artifact.getSize(), artifact.getRole());
    } catch (IllegalArgumentException e) {
      throw new RegistryException("artifact: " + e.getMessage(), e);
    }
  }

  public static io.vedette.proto.v1.Metrics toProto(ModelMetrics metrics) {
    return io.vedette.proto.v1.Metrics.newBuilder()
        .setAp(metrics.ap())
        .setAp50(metrics.ap50())
        .setAp75(metrics.ap75())
        .setAr100(metrics.ar100())
        .setImages(metrics.images())
        .setDatasetSha256(metrics.datasetDigest())
        .setLatencyP50Ms(metrics.latencyP50Millis())
        .setLatencyP95Ms(metrics.latencyP95Millis())
        .setDeviceClass(metrics.deviceClass())
        .build();
  }

  public static ModelMetrics fromProto(io.vedette.proto.v1.Metrics metrics) {
    return new ModelMetrics(
        metrics.getAp(),
        metrics.getAp50(),
        metrics.getAp75(),
        metrics.getAr100(),
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
    if (variant.getName().isEmpty() || variant.getMetricsCount() > MAX_METRICS) {
      throw new RegistryException(
          "variant '" + variant.getName() + "' with " + variant.getMetricsCount() + " metrics");
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
