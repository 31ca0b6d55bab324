package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;

/**
 * COCO: a JSON file with images, annotations and categories, beside its pictures, in a folder
 * {@code annotations}, or one in each of {@code train}, {@code valid} and {@code test}.
 */
final class CocoForm implements DatasetForm {

  @Override
  public String name() {
    return "coco";
  }

  @Override
  public String describe() {
    return "COCO (annotations*.json)";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    return AnnotationFiles.parts(
        path,
        ".json",
        CocoFile::isCoco,
        (file, root, findings) -> CocoFile.read(file, root, findings).dataset());
  }
}
