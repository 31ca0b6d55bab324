package io.vedette.federated.compress.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.graph.Graph;
import java.util.List;
import java.util.Map;

/** What made a variant, as JSON in the model's own metadata. */
public final class Provenance {

  /** Key in the model's metadata_props. */
  public static final String METADATA_KEY = "vedette.recipe";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Provenance() {}

  /**
   * The steps that led to a variant.
   *
   * @param measured figures of each model by name, where there are any
   * @return {@code {"recipe", "steps": [{"name", "from", "step", "parameters", "digest",
   *     "measured"}]}}
   */
  public static ObjectNode of(
      Recipe recipe,
      String variant,
      List<RecipeStage> stages,
      Map<String, Map<String, Object>> measured) {
    ObjectNode root = JSON.createObjectNode().put("recipe", recipe.name());
    ArrayNode steps = root.putArray("steps");
    for (RecipeEntry entry : recipe.leadingTo(variant)) {
      ObjectNode step = steps.addObject();
      step.put("name", entry.name()).put("from", entry.from()).put("step", entry.kind());
      step.set("parameters", JSON.valueToTree(entry.parameters()));
      stages.stream()
          .filter(stage -> stage.entry().equals(entry))
          .forEach(stage -> step.put("digest", stage.digest()));
      Map<String, Object> figures = measured.get(entry.name());
      if (figures != null) {
        step.set("measured", JSON.valueToTree(figures));
      }
    }
    return root;
  }

  /** The same model with what made it in its metadata. */
  public static Graph embed(Graph model, ObjectNode provenance) {
    try {
      return model.withMetadata(METADATA_KEY, JSON.writeValueAsString(provenance));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
