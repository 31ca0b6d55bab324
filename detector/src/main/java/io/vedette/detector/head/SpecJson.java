package io.vedette.detector.head;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;

/** A detector's spec as JSON, field by field as in {@link DetectorSpec}. */
public final class SpecJson {

  /** Longer texts are refused, characters. */
  private static final int MAX_LENGTH = 1 << 20;

  private static final String TILES = "tiles";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          // a later version may say more than this one understands
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // the same spec is the same text in every process
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private SpecJson() {}

  public static String write(DetectorSpec spec) {
    try {
      ObjectNode tree = MAPPER.valueToTree(spec);
      if (!spec.tiles().cuts()) {
        // so that what is not cut is the same text as ever
        tree.remove(TILES);
      }
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a spec is always JSON", e);
    }
  }

  /**
   * @param where names the text in errors
   * @throws DetectorException when the text is no spec
   */
  public static DetectorSpec read(String json, String where) throws DetectorException {
    if (json.length() > MAX_LENGTH) {
      throw new DetectorException(where + ": a spec of " + json.length() + " characters");
    }
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree.get("input") instanceof ObjectNode input && !input.has("layout")) {
        // specs knew no other before there was a choice
        input.put("layout", InputSpec.Layout.NCHW.name());
      }
      if (tree instanceof ObjectNode spec && !spec.has(TILES)) {
        spec.set(TILES, MAPPER.valueToTree(TileSpec.WHOLE));
      }
      return MAPPER.treeToValue(tree, DetectorSpec.class);
    } catch (JsonProcessingException e) {
      throw new DetectorException(where + ": damaged spec: " + e.getOriginalMessage(), e);
    }
  }
}
