package io.vedette.cloud.model;

import io.vedette.cloud.version.NamedVersion;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelKind;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a version of an inspected file. */
public final class ModelRegistration {

  private static final String MADE = "as imported";

  private final ModelInspections inspections;
  private final VersionManagement versions;
  private final RunningModels running;

  public ModelRegistration(
      ModelInspections inspections, VersionManagement versions, RunningModels running) {
    this.inspections = inspections;
    this.versions = versions;
    this.running = running;
  }

  /**
   * Registers the next version of a name.
   *
   * @throws IllegalStateException in one line, when the inspection is not known, the INT8 form is
   *     of another detector, devices run other labels under the name, or the name is of the other
   *     kind
   * @throws IllegalArgumentException when the name cannot be one
   */
  public NamedVersion register(ModelRequest request) throws Exception {
    ModelInspection.Ready model = inspections.ready(request.inspection());
    String name = new VersionId(request.name(), 0).name();
    boolean teacher = request.kind() == ModelKind.TEACHER;
    requireKind(name, request.kind());
    if (teacher) {
      requireTeacher(request);
    } else {
      requireLabels(name, model.spec().labels());
    }
    List<Variant> variants = new ArrayList<>();
    Map<String, String> recipes = new HashMap<>();
    variants.add(variant("fp32", model.deployed()));
    String recipe = model.recipe();
    if (recipe != null) {
      recipes.put("fp32", recipe);
    }
    if (!request.int8Inspection().isEmpty()) {
      ModelInspection.Ready int8 = inspections.ready(request.int8Inspection());
      requireSame(model, int8);
      variants.add(variant("int8", int8.uploaded()));
      String made = int8.recipe();
      if (made != null) {
        recipes.put("int8", made);
      }
    }
    // only a graph that still normalises can be trained on as it was trained before
    boolean trains = !teacher && (request.trainable() || model.normalises());
    Artifact training = trains ? model.training() : null;
    Lineage lineage = new Lineage(List.of(), "", "", "", List.of(), List.of(), recipes);
    Manifest draft =
        Manifest.draft(name, model.spec(), training, variants, lineage, request.note());
    return versions.register(teacher ? draft.asTeacher() : draft, request.aliases());
  }

  /** Versions of one name are all for devices, or all for teachers. */
  private void requireKind(String name, ModelKind kind) throws Exception {
    ModelKind known =
        versions.newest(Integer.MAX_VALUE).stream()
            .map(named -> named.version().manifest())
            .filter(manifest -> manifest.id().name().equals(name))
            .map(Manifest::kind)
            .findFirst()
            .orElse(kind);
    if (known != kind) {
      throw new IllegalStateException(
          known == ModelKind.TEACHER
              ? name + " is a teacher; give the student another name"
              : name + " is a model for devices; give the teacher another name");
    }
  }

  private void requireTeacher(ModelRequest request) {
    running
        .deployment(request.name())
        .ifPresent(
            deployment -> {
              throw new IllegalStateException(
                  "the devices of "
                      + deployment
                      + " run the model "
                      + request.name()
                      + "; give the teacher another name");
            });
    if (request.trainable()) {
      throw new IllegalStateException("a teacher is not trained by rounds; leave that out");
    }
  }

  private static Variant variant(String name, Artifact artifact) {
    return new Variant(name, artifact, List.of(), true, MADE);
  }

  private static void requireSame(ModelInspection.Ready model, ModelInspection.Ready int8) {
    if (!int8.spec().labels().equals(model.spec().labels())) {
      throw new IllegalStateException(
          "the INT8 file has other labels than the model; it is no variant of it");
    }
  }

  /** Devices go on from version to version: labels may be appended, and nothing else. */
  private void requireLabels(String name, List<String> labels) {
    Manifest now = running.version(name).orElse(null);
    if (now == null) {
      return;
    }
    List<String> had = now.detector().labels();
    if (labels.size() < had.size() || !labels.subList(0, had.size()).equals(had)) {
      throw new IllegalStateException(
          "devices run "
              + now.id()
              + " with the labels "
              + brief(had)
              + "; this model has "
              + brief(labels)
              + ". Labels may only be appended: register it under another name");
    }
  }

  private static String brief(List<String> labels) {
    String first = String.join(", ", labels.subList(0, Math.min(4, labels.size())));
    return labels.size() > 4 ? first + ", … (" + labels.size() + ")" : first;
  }
}
