package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

  /** Python writes NaN and Infinity: they are read, so that what holds them can be named. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private record Image(String fileName, int width, int height, CocoEntry.Place place) {}

  private record Annotation(
      String imageId,
      long categoryId,
      Box box,
      boolean crowd,
      double area,
      CocoEntry.Place place) {}

  private final Path file;
  private final Findings findings;
  private final Map<Long, String> categories = new TreeMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final List<Annotation> annotations = new ArrayList<>();

  /** Categories of which it is not clear what they are called. */
  private final Set<Long> unclear = new HashSet<>();

  /** Images of which it is not clear what they show. */
  private final Set<String> spoiled = new HashSet<>();

  CocoReader(Path file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  CocoFile read() throws DetectorException {
    try (JsonParser parser = JSON.createParser(Bounded.file(file, Bounded.MAX_BYTES).toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Bounded.bad(file, 1, "expected a JSON object with images and annotations");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        section(parser);
      }
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new DetectorException(
          file + ":" + line + ": no valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
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
      CocoEntry entry = CocoEntry.of(file, line, JSON.readTree(parser));
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
    long id = entry.need("id").asLong();
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
    if (images.size() >= Bounded.MAX_SAMPLES) {
      throw entry
          .place()
          .bad(Problem.Kind.BAD_ENTRY, "more than " + Bounded.MAX_SAMPLES + " images; split it");
    }
    String id = entry.need("id").asText();
    String fileName = entry.need("file_name").asText();
    Image image =
        new Image(
            fileName,
            entry.node().path("width").asInt(),
            entry.node().path("height").asInt(),
            entry.place());
    if (images.putIfAbsent(id, image) != null) {
      throw entry.place().bad(Problem.Kind.BAD_ENTRY, "image id " + id + " is there twice");
    }
  }

  private void annotation(CocoEntry entry) throws DetectorException {
    annotations.add(
        new Annotation(
            entry.need("image_id").asText(),
            entry.need("category_id").asLong(),
            entry.box(),
            entry.crowd(),
            entry.area(),
            entry.place()));
  }

  /** Images may come after the annotations that name them, so they meet only here. */
  private CocoFile assemble() throws DetectorException {
    List<Long> ids = categories.keySet().stream().filter(id -> !unclear.contains(id)).toList();
    Map<Long, Integer> classes = new HashMap<>();
    ids.forEach(id -> classes.put(id, classes.size()));
    Map<String, Draft> drafts = drafts();
    for (Annotation annotation : annotations) {
      Draft draft = drafts.get(annotation.imageId);
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
    String name = Bounded.name(Bounded.parent(file)) + "/" + Bounded.name(file);
    List<String> labels =
        categories.entrySet().stream()
            .filter(category -> classes.containsKey(category.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return new CocoFile(new Dataset(name, labels, samples), ids);
  }

  private Map<String, Draft> drafts() throws DetectorException {
    CocoPictures pictures = new CocoPictures(file);
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (Map.Entry<String, Image> entry : images.entrySet()) {
      Image image = entry.getValue();
      Draft draft = new Draft(findings, image.place.toString());
      draft.picture(entry.getKey(), pictures.find(image.fileName), image.width, image.height);
      if (spoiled.contains(entry.getKey())) {
        draft.spoil();
      }
      drafts.put(entry.getKey(), draft);
    }
    return drafts;
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
