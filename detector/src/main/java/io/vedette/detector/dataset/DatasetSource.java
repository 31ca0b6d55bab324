package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dataset on disk whose form is recognised: which parts it has is known, none of them is read
 * yet.
 */
public final class DatasetSource {

  /** The split that stands for all of them together. */
  public static final String ALL = "all";

  private static final Logger log = LoggerFactory.getLogger(DatasetSource.class);

  private final Path path;
  private final DatasetForm form;
  private final DatasetParts parts;

  private DatasetSource(Path path, DatasetForm form, DatasetParts parts) {
    this.path = path;
    this.form = form;
    this.parts = parts;
  }

  /** The names of all forms. */
  public static List<String> forms() {
    return DatasetForm.ALL.stream().map(DatasetForm::name).toList();
  }

  /**
   * Recognises a dataset by its content.
   *
   * @param path a folder or an annotation file
   * @param form the only form to look for, one of {@link #forms()}; null for the first that fits
   * @throws DetectorException when there is no dataset, or it cannot be used
   */
  public static DatasetSource find(Path path, @Nullable String form) throws DetectorException {
    if (!Files.exists(path)) {
      throw new DetectorException(path + ": there is no such file or folder; check --data");
    }
    List<DatasetForm> tried = tried(form);
    for (DatasetForm candidate : tried) {
      DatasetParts parts = candidate.parts(path);
      if (!parts.isEmpty()) {
        remarkOnOthers(path, candidate, tried);
        return new DatasetSource(path, candidate, parts);
      }
    }
    if (form == null) {
      UnreadForm.refuse(path);
    }
    throw new DetectorException(
        path
            + (form == null ? ": no dataset of a known form; expected " : ": is not ")
            + tried.stream().map(DatasetForm::describe).collect(Collectors.joining(", or ")));
  }

  private static void remarkOnOthers(Path path, DatasetForm chosen, List<DatasetForm> tried) {
    List<String> others =
        tried.stream()
            .filter(form -> form != chosen && fits(form, path))
            .map(DatasetForm::name)
            .toList();
    if (!others.isEmpty()) {
      log.warn(
          "{}: is read as {}, but holds {}, too: --form chooses",
          path,
          chosen.name(),
          String.join(" and ", others));
    }
  }

  private static boolean fits(DatasetForm form, Path path) {
    try {
      return !form.parts(path).isEmpty();
    } catch (DetectorException e) {
      return true; // it is there, and cannot be used
    }
  }

  private static List<DatasetForm> tried(@Nullable String form) throws DetectorException {
    if (form == null) {
      return DatasetForm.ALL;
    }
    for (DatasetForm candidate : DatasetForm.ALL) {
      if (candidate.name().equals(form)) {
        return List.of(candidate);
      }
    }
    throw new DetectorException(
        "'" + form + "' is no form of datasets; there are " + String.join(", ", forms()));
  }

  public Path path() {
    return path;
  }

  /** The name of its form. */
  public String form() {
    return form.name();
  }

  /** Its splits, as they are called there; empty if it is not split. */
  public List<String> splits() {
    return parts.splits();
  }

  /**
   * Reads a part.
   *
   * @param split train, val, test …; null or {@link #ALL} for all parts together
   * @throws DetectorException when there is no such part, a line that is wrong, or no picture
   */
  public Dataset open(@Nullable String split) throws DetectorException {
    return open(split, Findings.endAtTheFirst());
  }

  /**
   * The same, of a part in which something is labelled.
   *
   * @throws DetectorException also when no object is, naming where labels were looked for
   */
  public Dataset labelled(@Nullable String split) throws DetectorException {
    Findings findings = Findings.endAtTheFirst();
    return findings.of(open(split, findings)).labelled(path);
  }

  private Dataset open(@Nullable String split, Findings findings) throws DetectorException {
    Dataset dataset = read(split, findings);
    if (dataset.samples().isEmpty()) {
      throw new DetectorException(path + ": the dataset holds no pictures");
    }
    return dataset;
  }

  /**
   * Looks through a part from end to end and lists all that cannot be trained on, and leaves it
   * out. Besides what {@link #open} refuses these are pictures that are missing, unreadable, listed
   * twice or of another size than stated, boxes outside their picture or without area, and classes
   * with one name. Of a picture the header is read, not more.
   *
   * @throws DetectorException when there is no such part, or a file that must be whole is not
   */
  public Inspection inspect(@Nullable String split) throws DetectorException {
    Findings findings = Findings.all();
    return findings.of(read(split, findings));
  }

  private Dataset read(@Nullable String split, Findings findings) throws DetectorException {
    List<DatasetForm.Part> wanted =
        split == null || (split.equals(ALL) && !parts.splits().contains(ALL))
            ? parts.all(path)
            : List.of(parts.named(path, split));
    List<Dataset> read = new ArrayList<>();
    for (DatasetForm.Part part : wanted) {
      read.add(part.read(findings));
    }
    return read.stream()
        .reduce(Dataset::plus)
        .orElseThrow(() -> new DetectorException(path + ": the dataset holds no pictures"));
  }
}
