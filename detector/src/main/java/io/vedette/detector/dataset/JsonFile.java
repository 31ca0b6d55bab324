package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * JSON of bounded size and nesting, in UTF-8 or UTF-16, with a byte-order mark or without. Python
 * writes NaN and Infinity: they are read, so that what holds them can be named.
 */
final class JsonFile {

  private static final int MAX_NESTING = 64;

  /** LabelMe keeps whole pictures in its files. */
  private static final int MAX_TEXT = 128 << 20;

  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonFile() {}

  /**
   * @throws DetectorException when the file is too large
   */
  static JsonParser open(Path file) throws DetectorException, IOException {
    return MAPPER.createParser(BoundedReader.file(file, BoundedReader.MAX_BYTES).toFile());
  }

  /** What is wrong in it, by file and line. */
  static DetectorException invalid(Path file, JsonProcessingException e) {
    long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    return new DetectorException(
        file + ":" + line + ": no valid JSON: " + e.getOriginalMessage(), e);
  }
}
