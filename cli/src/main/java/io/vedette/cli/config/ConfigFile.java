package io.vedette.cli.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Configuration files: YAML (JSON is YAML too) into a record. Keys are the record's component
 * names; an unknown key is an error, a missing one takes the record's default. Durations are
 * ISO-8601 ("PT30S").
 */
public final class ConfigFile {

  /** No configuration is larger, bytes. */
  private static final long MAX_BYTES = 1 << 20;

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .addModule(new ParameterNamesModule())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(new SimpleModule().addSerializer(Path.class, new ToStringSerializer()))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private ConfigFile() {}

  /** Reads {@code file} as a {@code type}; the error names the file and the key or the line. */
  public static <T> T read(Path file, Class<T> type) throws DetectorException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new DetectorException(
            file + ": larger than a configuration may be (" + MAX_BYTES + " bytes)");
      }
      return YAML.readValue(file.toFile(), type);
    } catch (JsonProcessingException e) {
      // An unknown key is noticed when its whole record has been read: the line would be the wrong
      // one.
      var at = e instanceof UnrecognizedPropertyException ? null : e.getLocation();
      String line = at == null ? "" : ":" + at.getLineNr();
      throw new DetectorException(file + line + ": " + inWords(e), e);
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String inWords(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "unknown key '"
          + unknown.getPropertyName()
          + "'; known are "
          + unknown.getKnownPropertyIds();
    }
    // What a record's constructor said is for people; what Jackson says around it is not.
    Throwable cause = e instanceof ValueInstantiationException ? e.getCause() : null;
    return cause != null && cause.getMessage() != null
        ? cause.getMessage()
        : e.getOriginalMessage();
  }

  /** Writes a record in the form that {@link #read} takes. */
  public static void write(Path file, Object config) throws IOException {
    YAML.writeValue(file.toFile(), config);
  }
}
