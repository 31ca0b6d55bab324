package io.vedette.cli.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.ManifestCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is different between two versions, field by field. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Compare two versions' manifests, field by field.")
final class ModelDiff implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Parameters(index = "0", paramLabel = "VERSION", description = "name:number or name@alias")
  private String before;

  @Parameters(index = "1", paramLabel = "VERSION", description = "the other")
  private String after;

  @Mixin private final JsonOption json = new JsonOption();

  @Spec private CommandSpec spec;

  /** Two manifests; {@code before} and {@code after} as they were asked for. */
  private record Comparison(String before, String after, List<Change> differences) {}

  /** A field that is not the same; null where a manifest lacks it. */
  private record Change(String field, @Nullable String before, @Nullable String after) {

    String line() {
      return field + ": " + text(before) + " -> " + text(after);
    }

    private static String text(@Nullable String value) {
      return value == null ? "(none)" : value;
    }
  }

  @Override
  public Integer call() throws IOException, RegistryException {
    try (CoordinatorClient registry = coordinator.dial()) {
      List<Change> changes = changes(fields(registry, before), fields(registry, after));
      json.write(new Comparison(before, after, changes));
      PrintWriter out = spec.commandLine().getOut();
      changes.forEach(change -> out.println(change.line()));
      out.flush();
      return 0;
    }
  }

  private static List<Change> changes(Map<String, String> one, Map<String, String> two) {
    TreeSet<String> names = new TreeSet<>(one.keySet());
    names.addAll(two.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(one.get(name), two.get(name)))
        .map(name -> new Change(name, one.get(name), two.get(name)))
        .toList();
  }

  private static Map<String, String> fields(CoordinatorClient registry, String reference)
      throws IOException, RegistryException {
    Map<String, String> fields = new TreeMap<>();
    String json = ManifestCodec.toJson(registry.version(reference).manifest());
    flatten("", JSON.readTree(json), fields);
    fields.keySet().removeIf(name -> name.startsWith("signature."));
    return fields;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> fields) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              f ->
                  flatten(
                      name.isEmpty() ? f.getKey() : name + "." + f.getKey(), f.getValue(), fields));
    } else if (node.isArray() && node.size() > 0 && node.get(0).isContainerNode()) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode key = node.get(i).path("name");
        flatten(name + "[" + (key.isTextual() ? key.asText() : i) + "]", node.get(i), fields);
      }
    } else {
      fields.put(name, node.isTextual() ? node.asText() : node.toString());
    }
  }
}
