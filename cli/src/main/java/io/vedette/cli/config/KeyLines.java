package io.vedette.cli.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The line of every key and list entry of a file: {@code rounds.epochs}, {@code cameras[0].fps}.
 */
final class KeyLines {

  private final Map<String, Integer> lines = new HashMap<>();

  private KeyLines() {}

  /** What can be read of a text; a text that breaks off keeps what came before. */
  static KeyLines of(JsonFactory factory, String text) {
    KeyLines keys = new KeyLines();
    try (JsonParser parser = factory.createParser(text)) {
      parser.nextToken();
      keys.value(parser, "");
    } catch (IOException e) {
      return keys; // the reader of the configuration says what is wrong with it
    }
    return keys;
  }

  private void value(JsonParser parser, String path) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = path.isEmpty() ? parser.currentName() : path + "." + parser.currentName();
        lines.put(key, parser.currentTokenLocation().getLineNr());
        parser.nextToken();
        value(parser, key);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        String entry = path + "[" + i + "]";
        lines.put(entry, parser.currentTokenLocation().getLineNr());
        value(parser, entry);
      }
    }
  }

  /** The line of a key, else of the nearest key around it; 0 where there is none. */
  int of(String key) {
    for (String at = key; !at.isEmpty(); at = around(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 0;
  }

  private static String around(String key) {
    return key.substring(0, Math.max(0, Math.max(key.lastIndexOf('.'), key.lastIndexOf('['))));
  }
}
