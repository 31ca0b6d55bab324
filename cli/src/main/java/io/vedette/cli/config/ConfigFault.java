package io.vedette.cli.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a configuration: the line, the key, what it is and what is expected. */
final class ConfigFault {

  /** What a type looks like in a file. */
  private static final Map<Class<?>, String> EXPECTED =
      Map.of(
          int.class, "a whole number",
          long.class, "a whole number",
          double.class, "a number",
          float.class, "a number",
          Double.class, "a number",
          boolean.class, "true or false",
          String.class, "a text",
          Path.class, "a path",
          Duration.class, "a time such as 90s, 15m or PT1H30M");

  /** Where the YAML reader stood, in its words; the line is said already. */
  private static final Pattern POSITION = Pattern.compile("^\\s.*");

  private ConfigFault() {}

  /**
   * One line.
   *
   * @param file as it was given
   * @param lines where its keys are
   */
  static ConfigException of(String file, KeyLines lines, JsonProcessingException e) {
    if (e.getCause() instanceof StreamReadException torn && !isNumber(torn)) {
      return of(file, lines, torn); // the text is wrong, not the key that was being read
    }
    String key = e instanceof JsonMappingException at ? key(at.getPath()) : "";
    int line = lines.of(key);
    JsonLocation location = e.getLocation();
    boolean whole = key.isEmpty() && e instanceof ValueInstantiationException;
    if (line == 0 && location != null && !whole) {
      line = location.getLineNr();
    }
    return at(file, line, key, inWords(e, key), e);
  }

  /** One line about a key that could be read. */
  static ConfigException of(String file, KeyLines lines, String key, String wrong) {
    return at(file, lines.of(key), key, wrong, null);
  }

  private static ConfigException at(
      String file, int line, String key, String wrong, @Nullable Throwable cause) {
    String where = line > 0 ? file + ":" + line : file;
    String message = where + ": " + (key.isEmpty() ? "" : key + ": ") + wrong;
    return cause == null ? new ConfigException(message) : new ConfigException(message, cause);
  }

  private static String key(List<Reference> path) {
    StringBuilder key = new StringBuilder();
    for (Reference step : path) {
      if (step.getFieldName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return key.toString();
  }

  /** ".nan" and ".inf" are numbers in YAML and not for Jackson. */
  private static boolean isNumber(Throwable e) {
    return e.getMessage() != null && e.getMessage().contains("Malformed numeric value");
  }

  private static String inWords(JsonProcessingException e, String key) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknownKey(unknown.getPropertyName(), unknown.getKnownPropertyIds());
    }
    if (e instanceof InvalidFormatException wrong) {
      return "'" + wrong.getValue() + "' is not " + expected(wrong.getTargetType());
    }
    if (isNumber(e)) {
      return "this is not a number that can be used";
    }
    // What a record's constructor said is for people; what Jackson says around it is not.
    Throwable cause = e instanceof ValueInstantiationException ? e.getCause() : null;
    if (cause != null && cause.getMessage() != null) {
      return cause.getMessage();
    }
    if (e instanceof MismatchedInputException wrong && wrong.getTargetType() != null) {
      return (key.isEmpty() ? "the file is not " : "this is not ")
          + expected(wrong.getTargetType());
    }
    return Stream.of(Objects.requireNonNullElse(e.getOriginalMessage(), "").split("\\R"))
        .filter(line -> !line.isBlank() && !POSITION.matcher(line).matches())
        .collect(Collectors.joining(": ", "this is not YAML: ", ""));
  }

  private static String unknownKey(String name, @Nullable Collection<Object> ids) {
    List<String> known =
        ids == null ? List.of() : ids.stream().map(Object::toString).sorted().toList();
    return "unknown key"
        + NearestWord.to(name, known)
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("; known are " + String.join(", ", known));
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(value -> value.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return EXPECTED.getOrDefault(type, "a group of keys");
  }
}
