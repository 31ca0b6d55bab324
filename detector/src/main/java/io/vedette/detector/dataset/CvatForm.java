package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * CVAT: an XML file with all pictures or all tracks of a task or project, beside its pictures. The
 * subsets of a project are splits.
 *
 * @see <a href="https://docs.cvat.ai/docs/manual/advanced/xml_format/">CVAT's XML</a>
 */
final class CvatForm implements DatasetForm {

  @Override
  public String name() {
    return "cvat";
  }

  @Override
  public String describe() {
    return "CVAT (annotations.xml)";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    DatasetParts parts = new DatasetParts();
    boolean named = Files.isRegularFile(path);
    Path root = named ? BoundedReader.parent(path) : path;
    for (Path file : AnnotationFiles.under(path, ".xml")) {
      if (XmlFile.root(file).equals("annotations")) {
        Set<String> subsets = CvatFile.subsets(file);
        for (String subset : subsets) {
          parts.add(subset, findings -> CvatFile.read(file, root, subset, findings));
        }
        if (subsets.isEmpty()) {
          String split = named ? "" : SplitName.of(file);
          parts.add(split, file, findings -> CvatFile.read(file, root, "", findings));
        }
      }
    }
    return parts;
  }
}
