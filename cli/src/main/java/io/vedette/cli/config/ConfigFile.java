package io.vedette.cli.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/**
 * Configuration files: YAML (JSON is YAML too) into a record. Keys are the record's component
 * names; an unknown key is an error, a missing one takes the record's default. Times are written as
 * on the command line ("90s") or in ISO-8601 ("PT30S").
 */
public final class ConfigFile {

  /** No configuration is larger, bytes. */
  private static final long MAX_BYTES = 1 << 20;

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new ParameterNamesModule())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(Path.class, new ToStringSerializer())
                  .addDeserializer(Duration.class, new ShortDuration()))
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  /** For people, who read it on a screen. */
  private static final ObjectMapper SHOWN =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private ConfigFile() {}

  /**
   * Reads {@code file} as a {@code type}.
   *
   * @throws ConfigException when it is wrong; names the file, the line and the key
   * @throws DetectorException when it is not there, too large or cannot be read
   */
  public static <T> T read(Path file, Class<T> type) throws DetectorException {
    String text = text(file);
    KeyLines lines = KeyLines.of(YAML.getFactory(), text);
    try {
      T config = YAML.readValue(text, type);
      if (config == null) {
        throw ConfigFault.of(file.toString(), lines, "", "the file is empty");
      }
      var ignored = IgnoredNumbers.find(YAML.readTree(text), YAML.<JsonNode>valueToTree(config));
      if (ignored.isPresent()) {
        throw ConfigFault.of(file.toString(), lines, ignored.get().key(), ignored.get().wrong());
      }
      return config;
    } catch (JsonProcessingException e) {
      throw ConfigFault.of(file.toString(), lines, e);
    }
  }

  /**
   * A file as JSON, for a service that fills in what it leaves out: only the keys that are written,
   * with times as in ISO-8601.
   *
   * @throws ConfigException when it is no {@code type}; names the file, the line and the key
   * @throws DetectorException when it is not there, too large or cannot be read
   */
  public static String json(Path file, Class<?> type) throws DetectorException {
    JsonNode taken = YAML.valueToTree(read(file, type));
    try {
      return WrittenKeys.of(YAML.readTree(text(file)), taken).toString();
    } catch (JsonProcessingException e) {
      throw new ConfigException(file + ": it changed while it was read", e);
    }
  }

  /** JSON as YAML, for people. */
  public static String yaml(String json) throws IOException {
    return SHOWN.writeValueAsString(SHOWN.readTree(json));
  }

  private static String text(Path file) throws DetectorException {
    if (!Files.isRegularFile(file)) {
      throw new DetectorException(file + ": there is no such file; check --config");
    }
    return TextFile.read(file, MAX_BYTES).text();
  }

  /** Where a file says something, for people: "agent.yaml:4: cameras[0].source". */
  public static String where(Path file, String key) {
    int line = 0;
    try {
      line = KeyLines.of(YAML.getFactory(), text(file)).of(key);
    } catch (DetectorException e) {
      // it was read a moment ago; the key alone will do
    }
    return file + (line > 0 ? ":" + line : "") + ": " + key;
  }

  /** Writes a record in the form that {@link #read} takes. */
  public static void write(Path file, Object config) throws IOException {
    YAML.writeValue(file.toFile(), config);
  }

  /** "90s" beside what Jackson takes. */
  private static final class ShortDuration extends StdDeserializer<Duration> {
    private static final long serialVersionUID = 1L;

    ShortDuration() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString();
      if (text == null || parser.currentToken().isNumeric()) {
        return DurationDeserializer.INSTANCE.deserialize(parser, context);
      }
      try {
        return new DurationConverter().convert(text);
      } catch (TypeConversionException e) {
        throw context.weirdStringException(text, Duration.class, e.getMessage());
      }
    }
  }
}
