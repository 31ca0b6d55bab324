package io.vedette.cloud.rpc;

import io.vedette.cloud.version.NamedVersion;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.proto.v1.GateResult;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.SetAliasRequest;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.VariantSummary;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionSummary;
import io.vedette.registry.manifest.ManifestCodec;
import java.util.List;

/** Versions as messages: one, and pages of all. */
final class VersionPages implements AnsweredCalls {

  /** Of one version, as many as the wire takes. */
  private static final int MAX_ALIASES = 100;

  private static final int FEW = 10;

  private final VersionManagement versions;

  VersionPages(VersionManagement versions) {
    this.versions = versions;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListVersionsMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getGetVersionMethod(),
            request -> write(versions.version(request.getReference())))
        .answer(ManagementServiceGrpc.getRegisterVersionMethod(), this::register)
        .answer(ManagementServiceGrpc.getSetAliasMethod(), this::alias);
  }

  private Version register(RegisterVersionRequest request) throws Exception {
    return write(
        versions.register(
            ManifestCodec.fromProto(request.getManifest()), request.getAliasesList()));
  }

  private Version alias(SetAliasRequest request) throws Exception {
    return write(versions.alias(request.getAlias(), ManifestCodec.fromProto(request.getVersion())));
  }

  ListVersionsResponse list(ListVersionsRequest request) throws Exception {
    List<NamedVersion> wanted =
        versions.newest(Integer.MAX_VALUE).stream()
            .filter(
                v ->
                    request.getName().isEmpty()
                        || request.getName().equals(v.version().id().name()))
            .filter(v -> isFound(request.getText(), v))
            .toList();
    var page =
        Paging.page(
            wanted,
            v -> v.version().id().toString(),
            VersionPages::summary,
            request.getPageToken(),
            request.getPageSize());
    return ListVersionsResponse.newBuilder()
        .addAllVersions(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  private static boolean isFound(String text, NamedVersion named) {
    return Texts.contain(text, named.version().id().toString(), named.version().manifest().note())
        || named.aliases().stream().anyMatch(alias -> Texts.contain(text, alias));
  }

  static Version write(NamedVersion named) {
    return ManifestCodec.toProto(named.version()).toBuilder()
        .addAllAliases(first(named.aliases(), MAX_ALIASES))
        .setDevices(named.devices())
        .build();
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  /** One line about a version of an overview, with a few of its aliases and variants. */
  static VersionSummary brief(NamedVersion named) {
    VersionSummary whole = summary(named);
    return whole.toBuilder()
        .clearAliases()
        .addAllAliases(first(whole.getAliasesList(), FEW))
        .clearVariants()
        .addAllVariants(first(whole.getVariantsList(), FEW))
        .clearGatesFailed()
        .addAllGatesFailed(first(whole.getGatesFailedList(), FEW))
        .build();
  }

  static VersionSummary summary(NamedVersion named) {
    Version version = write(named);
    Manifest manifest = version.getManifest();
    VersionSummary.Builder summary =
        VersionSummary.newBuilder()
            .setVersion(manifest.getVersion())
            .setCreatedAtMs(manifest.getCreatedAtMs())
            .setNote(manifest.getNote())
            .setKind(manifest.getKind())
            .addAllAliases(version.getAliasesList())
            .setDevices(named.devices());
    manifest.getVariantsList().forEach(variant -> summary.addVariants(summary(variant)));
    if (manifest.hasBaseline()) {
      summary.setBaseline(manifest.getBaseline());
    }
    if (manifest.getLineage().getParentsCount() > 0) {
      summary.setParent(manifest.getLineage().getParents(0));
    }
    for (GateResult gate : version.getGatesList()) {
      if (isOwn(gate, manifest)) {
        if (gate.getPassed()) {
          summary.setGatesPassed(summary.getGatesPassed() + 1);
        } else {
          summary.addGatesFailed(gate.getGate());
        }
      }
    }
    return summary.build();
  }

  /** Gates of a variant ("int8 latency") only decide whether that variant is kept. */
  private static boolean isOwn(GateResult gate, Manifest manifest) {
    return manifest.getVariantsList().stream()
        .noneMatch(variant -> gate.getGate().startsWith(variant.getName() + " "));
  }

  private static VariantSummary summary(Variant variant) {
    VariantSummary.Builder summary =
        VariantSummary.newBuilder()
            .setName(variant.getName())
            .setKept(variant.getKept())
            .setWhy(variant.getWhy());
    if (variant.getMetricsCount() > 0) {
      summary.setMetrics(variant.getMetrics(0));
    }
    return summary.build();
  }
}
