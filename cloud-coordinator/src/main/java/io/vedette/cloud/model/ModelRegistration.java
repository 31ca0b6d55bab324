package io.vedette.cloud.model;

import io.vedette.cloud.version.NamedVersion;
import io.vedette.cloud.version.VersionManagement;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VersionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes a version of an inspected file. */
public final class ModelRegistration {

  private static final String MADE = "as imported";

  private final ModelInspections inspections;
  private final VersionManagement versions;
  private final Function<String, Optional<Manifest>> running;

  /**
   * @param running the version that the devices of a deployment should run, by its model's name;
   *     empty where no deployment runs it, or none yet
   */
  public ModelRegistration(
      ModelInspections inspections,
      VersionManagement versions,
      Function<String, Optional<Manifest>> running) {
    this.inspections = inspections;
    this.versions = versions;
    this.running = running;
  }

  /**
   * Registers the next version of a name.
   *
   * @throws IllegalStateException in one line, when the inspection is not known, the INT8 form is of
   *     another detector, or devices run other labels under the name
   * @throws IllegalArgumentException when the name cannot be one
   */
  public NamedVersion register(ModelRequest request) throws Exception {
    ModelInspection.Ready model = inspections.ready(request.inspection());
    String name = new VersionId(request.name(), 0).name();
    requireLabels(name, model.spec().labels());
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
    Artifact training = request.trainable() || model.normalises() ? model.training() : null;
    Lineage lineage = new Lineage(List.of(), "", "", "", List.of(), List.of(), recipes);
    return versions.register(
        Manifest.draft(name, model.spec(), training, variants, lineage, request.note()),
        request.aliases());
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
    Manifest now = running.apply(name).orElse(null);
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
