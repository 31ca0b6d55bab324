package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens labelled pictures of any known form. */
public final class Datasets {
  /** Other names by which people ask for a part. */
  private static final Map<String, List<String>> SAME =
      Map.of(
          "train", List.of("trainval"),
          "val", List.of("valid", "validation"),
          "valid", List.of("val", "validation"),
          "validation", List.of("val", "valid"));

  private Datasets() {}

  /**
   * Opens a dataset in COCO, YOLO, Pascal VOC or DeepPCB form, recognised by its content.
   *
   * @param path a folder, a COCO JSON file or a YOLO {@code data.yaml}
   * @param split which part: train, val, test, trainval …; null for all parts together
   * @throws DetectorException when there is no dataset, no such part, or a line that is wrong
   */
  public static Dataset open(Path path, @Nullable String split) throws DetectorException {
    Dataset dataset = read(path, split, Findings.endAtTheFirst());
    if (dataset.samples().isEmpty()) {
      throw new DetectorException(path + ": the dataset holds no pictures");
    }
    return dataset;
  }

  /**
   * Looks through a dataset from end to end and lists all that cannot be trained on, and leaves it
   * out. Besides what {@link #open} refuses these are pictures that are missing, unreadable, listed
   * twice or of another size than told, boxes outside their picture or without area, and classes
   * with one name. Of a picture the header is read, not more.
   *
   * @throws DetectorException when there is no dataset, no such part, or a file that must be whole
   *     is not
   */
  public static Inspection inspect(Path path, @Nullable String split) throws DetectorException {
    Findings findings = Findings.all();
    return findings.of(read(path, split, findings));
  }

  private static Dataset read(Path path, @Nullable String split, Findings findings)
      throws DetectorException {
    if (!Files.exists(path)) {
      throw new DetectorException(path + ": there is no such file or folder; check --data");
    }
    for (DatasetForm form : DatasetForm.ALL) {
      Map<String, DatasetForm.Part> parts = form.parts(path);
      if (!parts.isEmpty()) {
        return read(path, parts, split, findings);
      }
    }
    throw new DetectorException(
        path
            + ": no dataset of a known form; expected "
            + DatasetForm.ALL.stream()
                .map(DatasetForm::describe)
                .collect(Collectors.joining(", or ")));
  }

  private static Dataset read(
      Path path, Map<String, DatasetForm.Part> parts, @Nullable String split, Findings findings)
      throws DetectorException {
    Dataset all = null;
    Collection<String> wanted = parts.containsKey("") ? List.of("") : parts.keySet();
    for (String name : split == null ? wanted : List.of(choose(path, parts, split))) {
      DatasetForm.Part part = parts.get(name);
      Dataset read = part == null ? null : part.read(findings);
      all = all == null || read == null ? read : all.plus(read);
    }
    if (all == null) {
      throw new DetectorException(path + ": the dataset holds no pictures");
    }
    return all;
  }

  private static String choose(Path path, Map<String, DatasetForm.Part> parts, String split)
      throws DetectorException {
    if (parts.containsKey(split)) {
      return split;
    }
    for (String other : SAME.getOrDefault(split, List.of())) {
      if (parts.containsKey(other)) {
        return other;
      }
    }
    String there =
        parts.keySet().stream().filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
    throw new DetectorException(
        path
            + ": there is no split '"
            + split
            + "'; "
            + (there.isEmpty() ? "the dataset is not split" : "there are: " + there));
  }
}
