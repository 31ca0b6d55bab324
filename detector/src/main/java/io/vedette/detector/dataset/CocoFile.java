package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A COCO annotation file, read element by element so that memory holds no tree of it.
 *
 * @param dataset labels in the order of their category ids; sample ids are image ids
 * @param categoryIds COCO's number of each label
 * @see <a href="https://cocodataset.org/#format-data">COCO data format</a>
 */
public record CocoFile(Dataset dataset, List<Long> categoryIds) {
  public CocoFile {
    categoryIds = List.copyOf(categoryIds);
  }

  /**
   * Reads labels and boxes as they are written; pictures with a stated size need not exist.
   *
   * @throws DetectorException naming file and line where something is wrong
   */
  public static CocoFile read(Path file) throws DetectorException {
    return read(file, BoundedReader.parent(file), Findings.ofLabelsAlone());
  }

  /**
   * @param root the folder of the dataset
   */
  static CocoFile read(Path file, Path root, Findings findings) throws DetectorException {
    return new CocoReader(file, root, findings).read();
  }

  /** Whether a file is JSON with images, annotations and categories. */
  static boolean isCoco(Path file) throws DetectorException {
    Set<String> keys = new HashSet<>();
    try (JsonParser parser = JsonFile.open(file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        keys.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      return keys.contains("images"); // it is meant to be COCO: reading reports where it is broken
    } catch (IOException e) {
      throw BoundedReader.unreadable(file, e);
    }
    return keys.containsAll(Set.of("images", "annotations", "categories"));
  }
}
