package io.vedette.registry.manifest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vedette.proto.v1.BoundsProto;
import io.vedette.proto.v1.VersionRef;
import io.vedette.registry.RegistryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A {@link Manifest} or {@link Version} as protobuf or JSON, and back with every field checked. */
public final class ManifestCodec {

  /** Larger manifests are refused before they are parsed, bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** Larger manifests are not registered: each answer about a version has room for its manifest. */
  private static final int MAX_REGISTERED_BYTES =
      io.vedette.proto.v1.Manifest.getDescriptor().getOptions().getExtension(BoundsProto.maxBytes);

  private static final int MAX_VARIANTS = 64;

  private ManifestCodec() {}

  /**
   * The bytes that a signature covers: the manifest without its signature, fields in order of their
   * numbers, named values in order of their keys. So the same manifest has the same bytes
   * everywhere.
   */
  public static byte[] signedBytes(Manifest manifest) {
    return covered(toProto(manifest));
  }

  private static byte[] covered(io.vedette.proto.v1.Manifest manifest) {
    return manifest.toBuilder().clearSignature().build().toByteArray();
  }

  /**
   * Checks that a manifest may be registered.
   *
   * @throws RegistryException when it is too large
   */
  public static void checkSize(Manifest manifest) throws RegistryException {
    int bytes = toProto(manifest).getSerializedSize();
    if (bytes > MAX_REGISTERED_BYTES) {
      throw new RegistryException(
          "the manifest of "
              + manifest.id().name()
              + " has "
              + bytes
              + " bytes, at most "
              + MAX_REGISTERED_BYTES
              + "; give it fewer or shorter labels, metrics or lineage entries");
    }
  }

  public static byte[] toBytes(Version version) {
    return toProto(version).toByteArray();
  }

  /**
   * @throws RegistryException when the bytes are no version or a field is out of its range
   */
  public static Version parseVersion(byte[] bytes) throws RegistryException {
    bounded(bytes.length);
    try {
      return fromProto(io.vedette.proto.v1.Version.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new RegistryException("no version: " + e.getMessage(), e);
    }
  }

  /** With the field names of the .proto file. */
  public static String toJson(Manifest manifest) {
    try {
      return JsonFormat.printer().preservingProtoFieldNames().print(toProto(manifest));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a manifest holds no message of unknown type", e);
    }
  }

  /**
   * @throws RegistryException when the text is no manifest or a field is out of its range
   */
  public static Manifest parseJson(String json) throws RegistryException {
    bounded(json.length());
    var manifest = io.vedette.proto.v1.Manifest.newBuilder();
    try {
      JsonFormat.parser().merge(json, manifest);
    } catch (InvalidProtocolBufferException e) {
      throw new RegistryException("no manifest: " + e.getMessage(), e);
    }
    return fromProto(manifest.build());
  }

  public static io.vedette.proto.v1.Version toProto(Version version) {
    var builder = io.vedette.proto.v1.Version.newBuilder().setManifest(toProto(version.manifest()));
    version.gates().forEach(gate -> builder.addGates(GateCodec.toProto(gate)));
    return builder.build();
  }

  /**
   * @throws RegistryException when a field is missing or out of its range
   */
  public static Version fromProto(io.vedette.proto.v1.Version version) throws RegistryException {
    List<GateResult> gates = new ArrayList<>();
    version.getGatesList().forEach(gate -> gates.add(GateCodec.fromProto(gate)));
    return new Version(fromProto(version.getManifest()), gates);
  }

  public static io.vedette.proto.v1.Manifest toProto(Manifest manifest) {
    var builder =
        io.vedette.proto.v1.Manifest.newBuilder()
            .setVersion(toProto(manifest.id()))
            .setCreatedAtMs(manifest.createdAt().toEpochMilli())
            .setDetector(DetectorCodec.toProto(manifest.detector()))
            .addAllVariants(manifest.variants().stream().map(VariantCodec::toProto).toList())
            .setLineage(LineageCodec.toProto(manifest.lineage()))
            .setNote(manifest.note());
    if (manifest.kind() == ModelKind.TEACHER) {
      builder.setKind(io.vedette.proto.v1.ModelKind.MODEL_KIND_TEACHER);
    }
    Artifact training = manifest.training();
    if (training != null) {
      builder.setTraining(VariantCodec.toProto(training));
    }
    ModelMetrics baseline = manifest.baseline();
    if (baseline != null) {
      builder.setBaseline(VariantCodec.toProto(baseline));
    }
    Signature signature = manifest.signature();
    if (signature != null) {
      builder.setSignature(
          io.vedette.proto.v1.Signature.newBuilder()
              .setAlgorithm(signature.algorithm())
              .setKeyId(signature.keyId())
              .setValue(ByteString.copyFrom(HexFormat.of().parseHex(signature.value()))));
    }
    return builder.build();
  }

  /**
   * @throws RegistryException when a field is missing or out of its range
   */
  public static Manifest fromProto(io.vedette.proto.v1.Manifest manifest) throws RegistryException {
    if (manifest.getVariantsCount() < 1 || manifest.getVariantsCount() > MAX_VARIANTS) {
      throw new RegistryException(
          "manifest: " + manifest.getVariantsCount() + " variants; 1 to " + MAX_VARIANTS);
    }
    List<Variant> variants = new ArrayList<>();
    for (var variant : manifest.getVariantsList()) {
      variants.add(VariantCodec.fromProto(variant));
    }
    return new Manifest(
        fromProto(manifest.getVersion()),
        Instant.ofEpochMilli(manifest.getCreatedAtMs()),
        DetectorCodec.fromProto(manifest.getDetector()),
        manifest.hasTraining() ? VariantCodec.fromProto(manifest.getTraining()) : null,
        variants,
        LineageCodec.fromProto(manifest.getLineage()),
        manifest.hasBaseline() ? VariantCodec.fromProto(manifest.getBaseline()) : null,
        manifest.hasSignature() ? fromProto(manifest.getSignature()) : null,
        manifest.getNote(),
        kind(manifest.getKind()));
  }

  /** A kind that a newer registry knows is for no device of this one. */
  private static ModelKind kind(io.vedette.proto.v1.ModelKind kind) throws RegistryException {
    return switch (kind) {
      case MODEL_KIND_UNSPECIFIED -> ModelKind.STUDENT;
      case MODEL_KIND_TEACHER -> ModelKind.TEACHER;
      case UNRECOGNIZED -> throw new RegistryException("manifest: its kind is not known here");
    };
  }

  /**
   * A manifest with the bytes that its signature covers, though this build may not know them all.
   *
   * @throws RegistryException when a field is missing or out of its range
   */
  public static ReceivedManifest received(io.vedette.proto.v1.Manifest manifest)
      throws RegistryException {
    return new ReceivedManifest(fromProto(manifest), ByteString.copyFrom(covered(manifest)));
  }

  public static VersionRef toProto(VersionId id) {
    return VersionRef.newBuilder().setName(id.name()).setNumber(id.number()).build();
  }

  /**
   * @throws RegistryException when the name is none
   */
  public static VersionId fromProto(VersionRef ref) throws RegistryException {
    try {
      return new VersionId(ref.getName(), ref.getNumber());
    } catch (IllegalArgumentException e) {
      throw new RegistryException("version: " + e.getMessage(), e);
    }
  }

  private static Signature fromProto(io.vedette.proto.v1.Signature signature) {
    return new Signature(
        signature.getAlgorithm(),
        signature.getKeyId(),
        HexFormat.of().formatHex(signature.getValue().toByteArray()));
  }

  private static void bounded(int length) throws RegistryException {
    if (length > MAX_BYTES) {
      throw new RegistryException(
          "manifest: " + length + " bytes is more than the " + MAX_BYTES + " it may have");
    }
  }
}
