package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.LabelList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The class names of a YOLO dataset; in YAML a list, or a map from class id to name. */
final class YoloNames {

  private record Name(String text, int line) {}

  private final Path file;
  private final List<Name> names;

  private YoloNames(Path file, List<Name> names) {
    this.file = file;
    this.names = names;
  }

  /**
   * Those of a {@code data.yaml}.
   *
   * @param text what the file holds, known to be YAML
   */
  static YoloNames ofYaml(Path file, String text) throws DetectorException {
    Map<Integer, Name> byId = new TreeMap<>();
    int count = -1;
    try (JsonParser yaml = new YAMLFactory().createParser(text)) {
      yaml.nextToken();
      while (yaml.nextToken() == JsonToken.FIELD_NAME) {
        String key = yaml.currentName();
        yaml.nextToken();
        if (key.equals("names")) {
          byId.putAll(names(yaml));
        } else if (key.equals("nc")) {
          count = yaml.getValueAsInt(-1);
        }
        yaml.skipChildren();
      }
    } catch (IOException e) {
      throw BoundedReader.unreadable(file, e);
    }
    if (byId.isEmpty()) {
      throw new DetectorException(file + ": 'names' is missing; list the class names");
    }
    for (int i = 0; i < byId.size(); i++) {
      if (!byId.containsKey(i)) {
        throw new DetectorException(file + ": names lacks class " + i);
      }
    }
    if (count >= 0 && count != byId.size()) {
      throw new DetectorException(
          file + ": contradicts itself: nc is " + count + ", but names has " + byId.size());
    }
    return new YoloNames(file, List.copyOf(byId.values()));
  }

  /** Those of a list, one name a line. */
  static YoloNames ofList(Path file) throws DetectorException {
    return new YoloNames(
        file,
        LabelList.labels(file).stream()
            .map(label -> new Name(label.name(), label.line()))
            .toList());
  }

  /** The file that names them. */
  String origin() {
    return BoundedReader.name(file);
  }

  /** From the start of a list or map to its end; what is no plain value is left out. */
  private static Map<Integer, Name> names(JsonParser yaml) throws IOException {
    Map<Integer, Name> names = new TreeMap<>();
    boolean map = yaml.currentToken() == JsonToken.START_OBJECT;
    if (!map && yaml.currentToken() != JsonToken.START_ARRAY) {
      return names;
    }
    int index = 0;
    for (JsonToken token = yaml.nextToken();
        token != JsonToken.END_OBJECT && token != JsonToken.END_ARRAY && token != null;
        token = yaml.nextToken()) {
      String key = map ? yaml.currentName() : String.valueOf(index++);
      JsonToken value = map ? yaml.nextToken() : token;
      if (value.isScalarValue() && key.matches("\\d{1,9}")) {
        Name name = new Name(yaml.getText(), yaml.currentTokenLocation().getLineNr());
        names.put(Integer.parseInt(key), name);
      } else {
        yaml.skipChildren();
      }
    }
    return names;
  }

  /** All labels; each only once when findings are all. */
  List<String> labels(Findings findings) {
    List<String> labels = names.stream().map(Name::text).toList();
    return findings.areAll() ? labels.stream().distinct().toList() : labels;
  }

  /**
   * The label that each class id means, as an index into {@link #labels}; -1 where another class
   * has its name, which is noted.
   */
  List<Integer> meanings(Findings findings) {
    List<String> labels = labels(findings);
    List<Integer> meanings = new ArrayList<>();
    for (int id = 0; id < names.size(); id++) {
      Name name = names.get(id);
      int meaning = labels.indexOf(name.text);
      boolean again = meanings.contains(meaning);
      if (findings.areAll() && again) {
        findings.noteOnce(
            Problem.Kind.SAME_NAME,
            file
                + ":"
                + name.line
                + ": class "
                + id
                + " is called '"
                + name.text
                + "', as another");
      }
      meanings.add(!again ? meaning : findings.areAll() ? -1 : id);
    }
    return meanings;
  }
}
