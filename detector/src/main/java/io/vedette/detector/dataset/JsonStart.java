package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that show the form of a JSON file.
 *
 * @param keys of the object that it is; empty if it is a list
 * @param inner keys of the first object in that object
 * @param entries the first ones of the list that it is
 */
record JsonStart(Set<String> keys, Set<String> inner, List<JsonNode> entries) {

  /** So much of a file is read: its beginning says what it holds. */
  private static final int MAX_BYTES = 4 << 20;

  private static final int MAX_ENTRIES = 20;
  private static final int MAX_KEYS = 100;

  /** Of a file that is no JSON nothing is known; of one that breaks off, what is in front. */
  static JsonStart of(Path file) throws DetectorException {
    JsonStart start =
        new JsonStart(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = JsonFile.MAPPER.createParser(in.readNBytes(MAX_BYTES))) {
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_OBJECT) {
        start.readKeys(json);
      } else if (first == JsonToken.START_ARRAY) {
        while (start.entries.size() < MAX_ENTRIES && json.nextToken() == JsonToken.START_OBJECT) {
          start.entries.add(JsonFile.MAPPER.readTree(json));
        }
      }
    } catch (JsonProcessingException e) {
      return start;
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
    return start;
  }

  private void readKeys(JsonParser json) throws IOException {
    while (keys.size() < MAX_KEYS && json.nextToken() == JsonToken.FIELD_NAME) {
      keys.add(json.currentName());
      if (json.nextToken() == JsonToken.START_OBJECT && inner.isEmpty()) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          inner.add(json.currentName());
          json.nextToken();
          json.skipChildren();
        }
      } else {
        json.skipChildren();
      }
    }
  }

  boolean isObject(String... with) {
    return keys.containsAll(Set.of(with));
  }

  /** Whether the first entry of the list has some keys. */
  boolean isListOf(String... with) {
    return !entries.isEmpty() && Set.of(with).stream().allMatch(entries.get(0)::has);
  }
}
