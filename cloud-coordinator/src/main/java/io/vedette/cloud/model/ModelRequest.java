package io.vedette.cloud.model;

import io.vedette.registry.manifest.ModelKind;
import java.util.List;

/**
 * What becomes of an inspected file.
 *
 * @param inspection of the file
 * @param int8Inspection of an INT8 form of the same detector; empty: none
 * @param name of the model; its number is given
 * @param trainable whether rounds may train it, though its normalisation is folded into its weights
 * @param aliases that name the new version
 * @param note free text
 * @param kind what it is for
 */
public record ModelRequest(
    String inspection,
    String int8Inspection,
    String name,
    boolean trainable,
    List<String> aliases,
    String note,
    ModelKind kind) {

  public ModelRequest {
    aliases = List.copyOf(aliases);
  }
}
