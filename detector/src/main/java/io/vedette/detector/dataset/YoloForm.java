package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;

/**
 * YOLO: a text file of the same name holds the boxes of each picture. A {@code data.yaml}, or
 * Darknet's {@code obj.data}, names the classes and the pictures of train, val and test; or a list
 * of the classes alone lies beside the folders.
 *
 * @see <a href="https://docs.ultralytics.com/datasets/detect/">Ultralytics detection datasets</a>
 */
final class YoloForm implements DatasetForm {

  @Override
  public String name() {
    return "yolo";
  }

  @Override
  public String describe() {
    return "YOLO (data.yaml, obj.data or classes.txt)";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    DatasetParts yaml = YoloYaml.parts(path);
    if (!yaml.isEmpty()) {
      return yaml;
    }
    DatasetParts darknet = YoloDarknet.parts(path);
    return darknet.isEmpty() ? YoloFolders.parts(path) : darknet;
  }
}
