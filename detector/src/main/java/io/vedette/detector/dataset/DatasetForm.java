package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.List;

/** One way in which datasets lie on disk. */
interface DatasetForm {

  /** Every form known, in the order in which they are tried. */
  List<DatasetForm> ALL =
      List.of(
          new YoloForm(),
          new DeepPcbForm(),
          new CocoForm(),
          new VocForm(),
          new CvatForm(),
          new LabelStudioForm(),
          new LabelMeForm());

  /** How {@code --form} calls it. */
  String name();

  /** What people call the form, and how it is recognised: for error messages. */
  String describe();

  /**
   * The parts that lie under a path; empty if the path is not of this form.
   *
   * @throws DetectorException when it is of this form, but cannot be used
   */
  DatasetParts parts(Path path) throws DetectorException;

  /** A part that can be read. */
  @FunctionalInterface
  interface Part {
    /**
     * @throws DetectorException naming the file and line that is wrong, if the findings end there
     *     or nothing behind it can be read
     */
    Dataset read(Findings findings) throws DetectorException;
  }
}
