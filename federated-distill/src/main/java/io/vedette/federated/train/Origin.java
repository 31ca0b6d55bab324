package io.vedette.federated.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What was trained, on what, and how: facts by name. A training resumes only from a checkpoint of
 * the same origin.
 */
record Origin(Map<String, String> facts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** May differ: they do not change what is learned. */
  private static final Set<String> FREE = Set.of("options.cacheBytes", "options.stopping.patience");

  Origin {
    facts = Map.copyOf(facts);
  }

  /**
   * @param identity what the caller knows besides; "" for nothing
   */
  static Origin of(
      String identity,
      Graph base,
      Dataset data,
      @Nullable Dataset validation,
      List<ExtraLoss> extras,
      TrainingOptions options) {
    Map<String, String> facts = new TreeMap<>();
    CRC32C graph = new CRC32C();
    graph.update(base.toBytes());
    facts.put("identity", identity);
    facts.put("start", "a graph with checksum " + Long.toHexString(graph.getValue()));
    facts.put("data", describe(data));
    facts.put("validation", validation == null ? "none" : describe(validation));
    facts.put("extra losses", extras.stream().map(ExtraLoss::described).toList().toString());
    flatten("options", JSON.valueToTree(options), facts);
    FREE.forEach(facts::remove);
    return new Origin(facts);
  }

  private static String describe(Dataset data) {
    return data.samples().size() + " pictures, " + data.objects() + " objects " + data.labels();
  }

  private static void flatten(String name, JsonNode value, Map<String, String> facts) {
    if (value.isObject()) {
      value.properties().forEach(p -> flatten(name + "." + p.getKey(), p.getValue(), facts));
    } else {
      facts.put(name, value.isTextual() ? value.textValue() : value.toString());
    }
  }

  /** Every fact in which this training differs from that of another origin. */
  List<String> differencesFrom(Origin other) {
    Set<String> names = new TreeSet<>(facts.keySet());
    names.addAll(other.facts.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String ours = facts.getOrDefault(name, "nothing");
      String theirs = other.facts.getOrDefault(name, "nothing");
      if (!ours.equals(theirs)) {
        differences.add(name + " is " + ours + ", was " + theirs);
      }
    }
    return differences;
  }
}
