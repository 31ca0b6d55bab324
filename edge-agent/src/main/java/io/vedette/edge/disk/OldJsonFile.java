package io.vedette.edge.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * State files of releases that wrote them as JSON, without a checksum. They are read, and not
 * written any more.
 */
public final class OldJsonFile {

  /** Fields that were dropped since are ignored. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private OldJsonFile() {}

  /** Gives a file of an earlier release its name of today, unless there is one of that name. */
  public static void rename(Path old, Path today) throws IOException {
    if (Files.exists(old) && !Files.exists(today)) {
      Files.move(old, today);
    }
  }

  /**
   * @throws IOException in a few words, when the bytes are no JSON of this type
   */
  public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
    try {
      return JSON.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new IOException("neither a record nor JSON of an earlier release", e);
    }
  }
}
