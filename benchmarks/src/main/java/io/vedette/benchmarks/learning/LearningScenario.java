package io.vedette.benchmarks.learning;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.scenario.Condition;
import io.vedette.scenario.ScenarioDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What cameras show over time, with a teacher's verdicts, and what versions are judged on.
 *
 * @param history shown before the first version, oldest first
 * @param shown pictures that come before each version; the list of the first version comes first
 * @param validation what the distiller evaluates on
 * @param judged labelled pictures that no camera showed, by the name of their column
 */
record LearningScenario(
    List<Sample> history,
    List<List<Sample>> shown,
    Dataset validation,
    Map<String, Dataset> judged) {

  /** Pictures on which a distiller evaluates: its figures are not used here. */
  private static final int VALIDATION = 8;

  /** Generated boards: normal ones before the first version, changed ones from then on. */
  static LearningScenario boards(Path teacher, Path folder, BoardCounts counts, long seed)
      throws DetectorException, IOException {
    Dataset normal = boards(folder, 1000 + seed, counts.history(), Condition.NORMAL);
    int changes = counts.versions() * counts.perVersion() + VALIDATION;
    Dataset changed = boards(folder, 2000 + seed, changes, Condition.CHANGED);
    try (Detector asked = OnnxDetector.open(teacher, Hints.NONE, RuntimeOptions.DEFAULT)) {
      List<Sample> news = verdicts(asked, changed.samples(), changed.labels());
      List<List<Sample>> shown = new ArrayList<>();
      for (int version = 0; version < counts.versions(); version++) {
        int from = version * counts.perVersion();
        shown.add(news.subList(from, from + counts.perVersion()));
      }
      Map<String, Dataset> judged = new LinkedHashMap<>();
      judged.put("old", boards(folder, 3000, counts.judged(), Condition.NORMAL));
      judged.put("new", boards(folder, 4000, counts.judged(), Condition.CHANGED));
      return new LearningScenario(
          verdicts(asked, normal.samples(), normal.labels()),
          shown,
          changed.withSamples(news.subList(changes - VALIDATION, changes)),
          judged);
    }
  }

  /** How many boards there are of each kind. */
  record BoardCounts(int history, int versions, int perVersion, int judged) {}

  private static Dataset boards(Path folder, long seed, int count, Condition condition)
      throws IOException {
    return ScenarioDataset.write(
        folder.resolve(condition + "-" + seed), seed, count, condition, written -> {});
  }

  /**
   * A labelled dataset, every second picture shown before each version; the others are judged.
   *
   * @param hints what the file of the teacher does not tell
   */
  static LearningScenario halves(Path teacher, Path data, Hints hints, int versions)
      throws DetectorException, IOException {
    Dataset all = Datasets.open(data, null);
    List<Sample> held = new ArrayList<>();
    List<Sample> cameras = new ArrayList<>();
    for (int i = 0; i < all.samples().size(); i++) {
      (i % 2 == 0 ? cameras : held).add(all.samples().get(i));
    }
    try (Detector asked = OnnxDetector.open(teacher, hints, RuntimeOptions.DEFAULT)) {
      List<String> names = asked.spec().labels();
      List<Sample> shown = verdicts(asked, cameras, names);
      List<List<Sample>> everyTime = new ArrayList<>();
      for (int version = 0; version < versions; version++) {
        everyTime.add(shown);
      }
      Map<String, Dataset> judged = new LinkedHashMap<>();
      judged.put("held out", all.withSamples(held));
      return new LearningScenario(
          List.of(),
          everyTime,
          new Dataset("validation", names, shown.subList(0, Math.min(VALIDATION, shown.size()))),
          judged);
    }
  }

  /** The same pictures with the teacher's boxes as their objects. */
  private static List<Sample> verdicts(Detector teacher, List<Sample> samples, List<String> labels)
      throws DetectorException {
    List<Sample> answered = new ArrayList<>();
    for (Sample sample : samples) {
      List<Truth> objects =
          teacher.detect(sample.picture()).stream()
              .filter(detection -> labels.contains(detection.label()))
              .map(detection -> truth(detection, labels))
              .toList();
      answered.add(
          new Sample(sample.id(), sample.file(), sample.width(), sample.height(), objects));
    }
    return answered;
  }

  private static Truth truth(Detection detection, List<String> labels) {
    return Truth.of(detection.box(), labels.indexOf(detection.label()));
  }
}
