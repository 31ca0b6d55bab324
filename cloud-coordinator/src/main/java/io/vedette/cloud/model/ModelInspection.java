package io.vedette.cloud.model;

import io.vedette.detector.DetectorSpec;
import io.vedette.registry.manifest.Artifact;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a {@link ModelQuestion}. */
public sealed interface ModelInspection {

  /** The same for the same question. */
  String id();

  /** It is not read yet: ask again. */
  record Reading(String id) implements ModelInspection {}

  /**
   * It cannot be registered as it is.
   *
   * @param why in one line
   * @param missing what the user has to say: "labels", "head", "input-size"; empty: it is no use
   */
  record Refused(String id, String why, String missing) implements ModelInspection {}

  /**
   * It can be registered.
   *
   * @param uploaded the file as it came
   * @param deployed what devices would run
   * @param training what training would start from
   * @param normalises whether it can be trained as before, because it still normalises
   * @param labelsAssumed whether its classes are only taken for COCO's
   * @param figures of the graph: "opset", "nodes", "weights", "outputs"
   * @param recipe how it was made, where the file says so
   */
  record Ready(
      String id,
      DetectorSpec spec,
      Artifact uploaded,
      Artifact deployed,
      Artifact training,
      boolean normalises,
      boolean labelsAssumed,
      Map<String, String> figures,
      @Nullable String recipe)
      implements ModelInspection {}
}
