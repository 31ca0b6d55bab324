package io.vedette.cloud.deployment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Deployments as JSON: a text has the keys that a person wrote, and what it leaves out is as the
 * coordinator's file says. An unknown key is an error. Times are in ISO-8601 ("PT30S").
 */
public final class SpecText {

  /** No text is larger. */
  private static final int MAX_CHARS = 64 << 10;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(new DurationWriter())
                  .addDeserializer(Duration.class, new DurationReader()))
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  /** Sections that a deployment takes over from the coordinator's file. */
  private static final List<String> SHARED =
      List.of("rounds", "distillation", "gates", "rollouts", "escalation", "aggregation");

  private final ObjectNode coordinators;

  /**
   * @param coordinator what the coordinator's file says
   */
  public SpecText(DeploymentSpec coordinator) {
    coordinators = tree(coordinator);
  }

  /** A text with another teacher. */
  public static String withTeacher(String text, String teacher) {
    try {
      ObjectNode changed = (ObjectNode) JSON.readTree(text);
      return changed.put("teacher", teacher).toString();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the deployment is no JSON", e);
    }
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException in one line: the key, what it is and what is expected
   */
  public DeploymentSpec read(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "the deployment has "
              + text.length()
              + " characters, at most "
              + MAX_CHARS
              + " are possible");
    }
    try {
      if (!(JSON.readTree(text) instanceof ObjectNode written)) {
        throw new IllegalArgumentException("the deployment is not a group of keys");
      }
      rename(written);
      return JSON.treeToValue(over(below(written), written), DeploymentSpec.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(inWords(e), e);
    }
  }

  /** What earlier releases called otherwise. */
  private static void rename(ObjectNode written) {
    if (written.get("aggregation") instanceof ObjectNode aggregation && aggregation.has("trim")) {
      aggregation.set("poisoned", aggregation.remove("trim"));
    }
  }

  /** What holds where a text says nothing. */
  private ObjectNode below(ObjectNode written) {
    ObjectNode below = coordinators.deepCopy();
    return written.path("name").asText().equals(DeploymentSpec.DEFAULT)
        ? below
        : below.retain(SHARED);
  }

  private static ObjectNode over(ObjectNode below, ObjectNode above) {
    above
        .fields()
        .forEachRemaining(
            entry -> {
              JsonNode old = below.get(entry.getKey());
              boolean groups = old instanceof ObjectNode && entry.getValue() instanceof ObjectNode;
              below.set(
                  entry.getKey(),
                  groups
                      ? over((ObjectNode) old, (ObjectNode) entry.getValue())
                      : entry.getValue());
            });
    return below;
  }

  private static String inWords(JsonProcessingException e) {
    String key =
        e instanceof JsonMappingException at
            ? at.getPath().stream()
                .map(step -> String.valueOf(step.getFieldName()))
                .collect(Collectors.joining("."))
            : "";
    String where = key.isEmpty() ? "" : key + ": ";
    if (e instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      return where + "unknown key; known are " + known;
    }
    Throwable cause = e instanceof ValueInstantiationException ? e.getCause() : null;
    String said = cause == null ? e.getOriginalMessage() : cause.getMessage();
    return where + String.valueOf(said).lines().findFirst().orElse("");
  }

  /** Everything that a deployment obeys, JSON. */
  public static String whole(DeploymentSpec spec) {
    return tree(spec).toPrettyString();
  }

  private static ObjectNode tree(DeploymentSpec spec) {
    return JSON.valueToTree(spec);
  }

  /** The keys in which two differ, in order. */
  public static List<SpecChange> changes(@Nullable DeploymentSpec before, DeploymentSpec after) {
    Map<String, String> old = before == null ? Map.of() : leaves(before);
    Map<String, String> next = leaves(after);
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(next.keySet());
    List<SpecChange> changes = new ArrayList<>();
    for (String key : keys) {
      String was = old.getOrDefault(key, "");
      String is = next.getOrDefault(key, "");
      if (!was.equals(is)) {
        changes.add(new SpecChange(key, was, is));
      }
    }
    return changes;
  }

  private static Map<String, String> leaves(DeploymentSpec spec) {
    Map<String, String> leaves = new TreeMap<>();
    collect("", tree(spec), leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              entry ->
                  collect(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      leaves));
    } else if (!node.isNull()) {
      leaves.put(path, node.isTextual() ? node.textValue() : node.toString());
    }
  }

  private static final class DurationWriter extends StdSerializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationWriter() {
      super(Duration.class);
    }

    @Override
    public void serialize(Duration value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class DurationReader extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    DurationReader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      try {
        return Duration.parse(parser.getText());
      } catch (DateTimeParseException e) {
        throw JsonMappingException.from(
            parser, "'" + parser.getText() + "' is not a time such as PT90S", e);
      }
    }
  }
}
