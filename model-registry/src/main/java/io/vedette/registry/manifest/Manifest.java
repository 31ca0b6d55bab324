package io.vedette.registry.manifest;

import io.vedette.detector.DetectorSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored with every version.
 *
 * @param id name and number; the number is 0 until the registry gives one
 * @param createdAt when it was registered, whole milliseconds
 * @param detector how the variants want their picture and how their outputs are read
 * @param training the unfused float graph that further training starts from; null when the version
 *     was brought in without one
 * @param variants what devices run; the first is the default
 * @param lineage where it came from
 * @param baseline metrics of its parent on this version's validation set; null when not measured
 * @param signature over everything else; null until the registry signs
 * @param note free text of the maker of the version
 * @param kind what it is for
 */
public record Manifest(
    VersionId id,
    Instant createdAt,
    DetectorSpec detector,
    @Nullable Artifact training,
    List<Variant> variants,
    Lineage lineage,
    @Nullable ModelMetrics baseline,
    @Nullable Signature signature,
    String note,
    ModelKind kind) {

  public Manifest {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("version " + id + " has no variant to run");
    }
  }

  /** A version to be: without number, time and signature, which the registry gives. */
  public static Manifest draft(
      String name,
      DetectorSpec detector,
      @Nullable Artifact training,
      List<Variant> variants,
      Lineage lineage,
      String note) {
    VersionId id = new VersionId(name, 0);
    return new Manifest(
        id,
        Instant.EPOCH,
        detector,
        training,
        variants,
        lineage,
        null,
        null,
        note,
        ModelKind.STUDENT);
  }

  /** The same as a teacher. */
  public Manifest asTeacher() {
    return new Manifest(
        id,
        createdAt,
        detector,
        training,
        variants,
        lineage,
        baseline,
        signature,
        note,
        ModelKind.TEACHER);
  }

  /** With the metrics of its parent on the same pictures. */
  public Manifest against(ModelMetrics parent) {
    return new Manifest(
        id, createdAt, detector, training, variants, lineage, parent, signature, note, kind);
  }

  public Manifest numbered(int number, Instant at) {
    VersionId numbered = new VersionId(id.name(), number);
    return new Manifest(
        numbered, at, detector, training, variants, lineage, baseline, null, note, kind);
  }

  public Manifest signed(Signature by) {
    return new Manifest(
        id, createdAt, detector, training, variants, lineage, baseline, by, note, kind);
  }

  public Optional<Variant> variant(String name) {
    return variants.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  /** The variants worth deploying, in order. */
  public List<Variant> kept() {
    return variants.stream().filter(Variant::kept).toList();
  }
}
