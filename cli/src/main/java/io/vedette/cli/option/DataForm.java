package io.vedette.cli.option;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.DatasetSource;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** In which form labelled pictures lie on disk; part of every group that names some. */
public class DataForm {

  @Option(
      names = "--form",
      paramLabel = "FORM",
      completionCandidates = Forms.class,
      converter = Known.class,
      description =
          "Form of the data, if a folder holds several: ${COMPLETION-CANDIDATES} (default:"
              + " recognised).")
  private @Nullable String form;

  /** The forms, for help and completion. */
  static final class Forms implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return DatasetSource.forms().iterator();
    }
  }

  /** Refuses what is no form. */
  static final class Known implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      if (!DatasetSource.forms().contains(value)) {
        throw new TypeConversionException(
            "'" + value + "' is none of " + String.join(", ", DatasetSource.forms()));
      }
      return value;
    }
  }

  /** Null where it is to be recognised. */
  public @Nullable String form() {
    return form;
  }

  /**
   * Recognises a dataset.
   *
   * @throws DetectorException when there is none, or none of the form that is asked for
   */
  public DatasetSource find(Path path) throws DetectorException {
    return DatasetSource.find(path, form);
  }
}
