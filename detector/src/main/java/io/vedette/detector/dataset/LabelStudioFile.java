package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.detector.DetectorException;
import io.vedette.detector.text.UnreadableFileException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads an export of Label Studio, task by task. */
final class LabelStudioFile {

  /** What a project may call its pictures. */
  private static final List<String> PICTURE_KEYS =
      List.of("image", "img", "picture", "photo", "url", "image_url");

  private final Path file;
  private final Findings findings;
  private final NamedDataset named;
  private final PicturePlaces places;

  private LabelStudioFile(Path file, Path root, Findings findings) throws DetectorException {
    this.file = file;
    this.findings = findings;
    named = new NamedDataset(findings);
    String split = SplitName.of(file);
    places =
        PicturePlaces.of(
            root, BoundedReader.parent(file), split.isEmpty() ? List.of() : SplitName.same(split));
  }

  static Dataset read(Path file, Path root, Findings findings) throws DetectorException {
    LabelStudioFile reader = new LabelStudioFile(file, root, findings);
    try (JsonParser json = JsonFile.open(file)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        long line = json.currentLocation().getLineNr();
        reader.task(JsonFile.MAPPER.readTree(json), line);
      }
    } catch (JsonProcessingException e) {
      throw JsonFile.invalid(file, e);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
    return reader.named.dataset(
        BoundedReader.name(BoundedReader.parent(file)) + "/" + BoundedReader.name(file));
  }

  private void task(JsonNode task, long line) throws DetectorException {
    String id = task.path("id").asText();
    String where = file + ":" + line + (id.isEmpty() ? "" : ": task " + id);
    NamedDataset.NamedPicture picture = named.picture(where);
    picture.attempt(
        () -> {
          JsonNode data = task.path("data").isObject() ? task.path("data") : task;
          List<String> names = names(data, task.path("file_upload").asText(), where);
          String name =
              names.stream()
                  .filter(n -> places.find(n).isPresent())
                  .findFirst()
                  .orElse(names.get(0));
          String missing = where + ": its picture is not found: " + names.get(0);
          picture.file(name, places, name, missing, 0, 0);
          for (JsonNode region : regions(task, where)) {
            picture.attempt(() -> LabelStudioRegion.read(region, picture, findings, where));
          }
        });
  }

  /** What a picture may be called on disk: exports name it by its address. */
  private static List<String> names(JsonNode data, String upload, String where)
      throws DetectorException {
    List<String> names = new ArrayList<>();
    for (String key : PICTURE_KEYS) {
      if (data.path(key).isTextual()) {
        names.add(fileName(data.path(key).asText()));
      }
    }
    for (JsonNode value : data) {
      if (value.isTextual()
          && value.asText().matches("(?i).*\\.(jpe?g|png|bmp|webp|tiff?)(\\?.*)?")) {
        names.add(fileName(value.asText()));
      }
    }
    if (!upload.isEmpty()) {
      names.add(upload);
    }
    // a file that was uploaded gets eight digits in front of its name
    for (String name : List.copyOf(names)) {
      names.add(name.replaceFirst("(^|.*/)[0-9a-f]{8}-", ""));
    }
    if (names.isEmpty()) {
      throw new BadEntryException(Problem.Kind.BAD_ENTRY, where + ": names no picture");
    }
    return names;
  }

  /** The path of an address; that of a local file is its parameter d. */
  private static String fileName(String address) {
    String path = address.replaceFirst("^[a-z0-9]+://[^/]*/", "");
    int local = path.indexOf("?d=");
    String name = local >= 0 ? path.substring(local + 3) : path.replaceFirst("\\?.*", "");
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name; // a percent sign that is part of the name
    }
  }

  private static List<JsonNode> regions(JsonNode task, String where) throws DetectorException {
    List<JsonNode> regions = new ArrayList<>();
    if (!task.has("data")) {
      for (JsonNode field : task) {
        if (field.isArray()) {
          field.forEach(regions::add);
        }
      }
      return regions;
    }
    annotation(task.path("annotations"), where).path("result").forEach(regions::add);
    return regions;
  }

  /** The one that counts: several people may have labelled a picture, or skipped it. */
  private static JsonNode annotation(JsonNode annotations, String where) throws DetectorException {
    List<JsonNode> done = new ArrayList<>();
    List<JsonNode> marked = new ArrayList<>();
    for (JsonNode annotation : annotations) {
      if (!annotation.path("was_cancelled").asBoolean()) {
        done.add(annotation);
        if (annotation.path("ground_truth").asBoolean()) {
          marked.add(annotation);
        }
      }
    }
    List<JsonNode> counting = marked.isEmpty() ? done : marked;
    if (counting.size() > 1) {
      throw new BadEntryException(
          Problem.Kind.BAD_ENTRY,
          where
              + ": has "
              + counting.size()
              + " annotations of one picture; mark one of them as ground truth");
    }
    return counting.isEmpty() ? MissingNode.getInstance() : counting.get(0);
  }
}
