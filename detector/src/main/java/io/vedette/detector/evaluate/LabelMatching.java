package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which label of a detector means which label of a dataset: by spelling, then by synonym. */
public final class LabelMatching {
  /** Names of one thing; the first is COCO's, the others are those of VOC and common exports. */
  private static final List<List<String>> SYNONYMS =
      List.of(
          List.of("airplane", "aeroplane", "plane"),
          List.of("motorcycle", "motorbike"),
          List.of("tv", "tvmonitor", "television"),
          List.of("pottedplant", "houseplant"),
          List.of("diningtable", "table"),
          List.of("couch", "sofa"),
          List.of("person", "pedestrian", "people"),
          List.of("bicycle", "bike"),
          List.of("cellphone", "mobilephone", "phone"));

  private final List<String> detectorLabels;
  private final List<String> datasetLabels;
  private final Map<Integer, Integer> classes = new HashMap<>();

  private LabelMatching(List<String> detectorLabels, List<String> datasetLabels) {
    this.detectorLabels = detectorLabels;
    this.datasetLabels = datasetLabels;
  }

  /**
   * Matches two lists of labels.
   *
   * @throws DetectorException when they have no label in common
   */
  public static LabelMatching between(List<String> detectorLabels, List<String> datasetLabels)
      throws DetectorException {
    LabelMatching matching = match(detectorLabels, datasetLabels);
    if (matching.classes.isEmpty()) {
      throw new DetectorException(
          "the detector's labels "
              + abridged(detectorLabels)
              + " and the dataset's labels "
              + abridged(datasetLabels)
              + " have nothing in common; name the detector's with --labels FILE");
    }
    return matching;
  }

  /** A dataset's labels as a detector calls them; those that it does not know as they are. */
  public static List<String> inDetectorLabels(
      List<String> detectorLabels, List<String> datasetLabels) {
    List<String> words = new ArrayList<>(datasetLabels);
    match(detectorLabels, datasetLabels)
        .classes
        .forEach(
            (detector, dataset) -> {
              if (!detectorLabels.contains(words.get(dataset))) {
                words.set(dataset, detectorLabels.get(detector));
              }
            });
    return List.copyOf(words);
  }

  private static LabelMatching match(List<String> detectorLabels, List<String> datasetLabels) {
    LabelMatching matching = new LabelMatching(detectorLabels, datasetLabels);
    Map<String, Integer> exact = new HashMap<>();
    Map<String, Integer> alike = new HashMap<>();
    for (int i = 0; i < datasetLabels.size(); i++) {
      exact.putIfAbsent(plain(datasetLabels.get(i)), i);
      alike.putIfAbsent(meaning(datasetLabels.get(i)), i);
    }
    for (int i = 0; i < detectorLabels.size(); i++) {
      String label = detectorLabels.get(i);
      Integer match = exact.getOrDefault(plain(label), alike.get(meaning(label)));
      if (match != null) {
        matching.classes.put(i, match);
      }
    }
    return matching;
  }

  /** A detection with the dataset's class id and label; empty where the dataset has no such. */
  public Optional<Detection> translate(Detection detection) {
    return Optional.ofNullable(classes.get(detection.classId()))
        .map(id -> new Detection(detection.box(), id, datasetLabels.get(id), detection.score()));
  }

  /** Labels of the dataset that the detector cannot see: their objects count as missed. */
  public List<String> unseen() {
    return datasetLabels.stream()
        .filter(label -> !classes.containsValue(datasetLabels.indexOf(label)))
        .toList();
  }

  /** Labels of the detector that the dataset does not know: such detections do not count. */
  public List<String> unknown() {
    return detectorLabels.stream()
        .filter(label -> !classes.containsKey(detectorLabels.indexOf(label)))
        .toList();
  }

  private static String plain(String label) {
    return label.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String meaning(String label) {
    String plain = plain(label);
    return SYNONYMS.stream()
        .filter(names -> names.contains(plain))
        .map(names -> names.get(0))
        .findFirst()
        .orElse(plain);
  }

  private static String abridged(List<String> labels) {
    return labels.size() <= 8 ? labels.toString() : labels.subList(0, 8) + " …";
  }
}
