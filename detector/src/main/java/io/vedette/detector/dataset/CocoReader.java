package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads one {@link CocoFile}. */
final class CocoReader {

  private record Image(String fileName, int width, int height, CocoEntry.Place place) {}

  private record Annotation(
      String imageId,
      long categoryId,
      Box box,
      boolean crowd,
      double area,
      CocoEntry.Place place) {}

  private final Path file;
  private final Path root;
  private final Findings findings;
  private final Map<Long, String> categories = new TreeMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final List<Annotation> annotations = new ArrayList<>();

  /** Categories of which it is not clear what they are called. */
  private final Set<Long> unclear = new HashSet<>();

  /** Images of which it is not clear what they show. */
  private final Set<String> spoiled = new HashSet<>();

  /**
   * @param root the folder of the dataset
   */
  CocoReader(Path file, Path root, Findings findings) {
    this.file = file;
    this.root = root;
    this.findings = findings;
  }

  CocoFile read() throws DetectorException {
    try (JsonParser parser = JsonFile.open(file)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw BoundedReader.bad(file, 1, "expected a JSON object with images and annotations");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        section(parser);
      }
    } catch (JsonProcessingException e) {
      throw JsonFile.invalid(file, e);
    } catch (IOException e) {
      throw BoundedReader.unreadable(file, e);
    }
    return assemble();
  }

  private void section(JsonParser parser) throws IOException, DetectorException {
    String name = parser.currentName();
    boolean array = parser.nextToken() == JsonToken.START_ARRAY;
    if (!array || !Set.of("images", "annotations", "categories").contains(name)) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      long line = parser.currentLocation().getLineNr();
      CocoEntry entry = CocoEntry.of(file, line, JsonFile.MAPPER.readTree(parser));
      try {
        switch (name) {
          case "images" -> image(entry);
          case "annotations" -> annotation(entry);
          default -> category(entry);
        }
      } catch (DetectorException e) {
        findings.note(BadEntryException.kindOf(e), e);
        spoiled.add(entry.node().path(name.equals("images") ? "id" : "image_id").asText());
      }
    }
  }

  private void category(CocoEntry entry) throws DetectorException {
    String name = entry.need("name").asText();
    long id = entry.whole("id");
    String before = categories.get(id);
    if (before != null && findings.areAll()) {
      unclear.add(id);
      throw entry
          .place()
          .bad(
              Problem.Kind.SAME_NAME, "category id " + id + " is there twice, before as " + before);
    }
    if (categories.containsValue(name)) {
      unclear.add(id);
      throw entry.place().bad(Problem.Kind.SAME_NAME, "category '" + name + "' is there twice");
    }
    categories.put(id, name);
  }

  private void image(CocoEntry entry) throws DetectorException {
    if (images.size() >= BoundedReader.MAX_SAMPLES) {
      throw entry
          .place()
          .bad(
              Problem.Kind.BAD_ENTRY,
              "more than " + BoundedReader.MAX_SAMPLES + " images; split it");
    }
    String id = entry.need("id").asText();
    String fileName = entry.need("file_name").asText();
    Image image = new Image(fileName, entry.pixels("width"), entry.pixels("height"), entry.place());
    if (images.putIfAbsent(id, image) != null) {
      throw entry.place().bad(Problem.Kind.BAD_ENTRY, "image id " + id + " is there twice");
    }
  }

  private void annotation(CocoEntry entry) throws DetectorException {
    if (annotations.size() >= BoundedReader.MAX_BOXES) {
      throw entry
          .place()
          .bad(Problem.Kind.BAD_ENTRY, "more than " + BoundedReader.MAX_BOXES + " boxes; split it");
    }
    String imageId = entry.need("image_id").asText();
    long categoryId = entry.whole("category_id");
    Box box = entry.box();
    annotations.add(
        new Annotation(imageId, categoryId, box, entry.crowd(), entry.area(box), entry.place()));
  }

  /** Images may come after the annotations that name them, so they meet only here. */
  private CocoFile assemble() throws DetectorException {
    List<Long> ids = categories.keySet().stream().filter(id -> !unclear.contains(id)).toList();
    Map<Long, Integer> classes = new HashMap<>();
    ids.forEach(id -> classes.put(id, classes.size()));
    Map<String, SampleDraft> drafts = drafts();
    for (Annotation annotation : annotations) {
      SampleDraft draft = drafts.get(annotation.imageId);
      if (draft == null) {
        DetectorException e =
            annotation.place.bad(
                Problem.Kind.BAD_ENTRY,
                "an annotation names an unknown image " + annotation.imageId);
        findings.note(Problem.Kind.BAD_ENTRY, e);
      } else {
        draft.attempt(() -> draft.truth(truth(annotation, classes), annotation.place.toString()));
      }
    }
    List<Sample> samples = new ArrayList<>();
    drafts.values().forEach(draft -> draft.sample().ifPresent(samples::add));
    String name = BoundedReader.name(BoundedReader.parent(file)) + "/" + BoundedReader.name(file);
    List<String> labels =
        categories.entrySet().stream()
            .filter(category -> classes.containsKey(category.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return new CocoFile(new Dataset(name, labels, samples), ids);
  }

  private Map<String, SampleDraft> drafts() throws DetectorException {
    PicturePlaces pictures = PicturePlaces.of(root, BoundedReader.parent(file), folders());
    Map<String, SampleDraft> drafts = new LinkedHashMap<>();
    for (Map.Entry<String, Image> entry : images.entrySet()) {
      Image image = entry.getValue();
      SampleDraft draft = new SampleDraft(findings, image.place.toString());
      Path picture = pictures.find(image.fileName).orElse(pictures.expected(image.fileName));
      draft.picture(entry.getKey(), picture, image.width, image.height);
      if (spoiled.contains(entry.getKey())) {
        draft.spoil();
      }
      drafts.put(entry.getKey(), draft);
    }
    return drafts;
  }

  /** What a folder of these pictures may be called: instances_val2017.json names val2017. */
  private List<String> folders() {
    List<String> names = new ArrayList<>();
    String tail = BoundedReader.name(file).replaceAll("^.*_|\\.json$", "");
    String split = SplitName.of(file);
    if (!tail.isEmpty()) {
      names.add(tail);
    }
    if (!split.isEmpty()) {
      names.addAll(SplitName.same(split));
    }
    return names;
  }

  private static Truth truth(Annotation annotation, Map<Long, Integer> classes)
      throws DetectorException {
    Integer classId = classes.get(annotation.categoryId);
    if (classId == null) {
      throw annotation.place.bad(
          Problem.Kind.UNKNOWN_CLASS,
          "an annotation names an unknown category " + annotation.categoryId);
    }
    return new Truth(annotation.box, classId, annotation.crowd, annotation.area);
  }
}
