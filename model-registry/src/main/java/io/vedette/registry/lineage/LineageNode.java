package io.vedette.registry.lineage;

/**
 * A thing that came to be in the loop.
 *
 * @param kind "frame", "verdict", "update", "round", "distillation", "version", "rollout",
 *     "device", "teacher", "dataset"
 * @param name unique within its kind: "student:7", a digest, an id
 * @param text one line for people
 */
public record LineageNode(String kind, String name, String text) {

  /** Unique in a graph: {@code version/student:7}. */
  public String id() {
    return kind + "/" + name;
  }
}
