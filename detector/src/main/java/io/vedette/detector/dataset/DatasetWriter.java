package io.vedette.detector.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the annotations of labelled pictures in the form of a labelling tool. */
@FunctionalInterface
public interface DatasetWriter {

  /** By the name of the form, in the order in which help shows them. */
  static Map<String, DatasetWriter> byName() {
    Map<String, DatasetWriter> writers = new LinkedHashMap<>();
    writers.put(
        "coco", (dataset, folder) -> CocoWriter.write(dataset, folder.resolve("annotations.json")));
    writers.put("yolo", new YoloWriter());
    writers.put("cvat", new CvatWriter());
    writers.put("label-studio", new LabelStudioWriter());
    return writers;
  }

  /**
   * Writes files beside the pictures, each as a whole or not at all.
   *
   * @param dataset whose pictures lie in {@code images} of the folder
   * @throws IOException when they cannot be written
   */
  void write(Dataset dataset, Path folder) throws IOException;
}
