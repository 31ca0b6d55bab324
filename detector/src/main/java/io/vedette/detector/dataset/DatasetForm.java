package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One way in which datasets lie on disk. */
interface DatasetForm {

  /** Every form known, in the order in which they are tried. */
  List<DatasetForm> ALL = List.of(new YoloForm(), new DeepPcbForm(), new CocoForm(), new VocForm());

  /** What people call the form, and how it is recognised: for error messages. */
  String describe();

  /**
   * The parts that lie under a path, by name, in order; empty if the path is not of this form. A
   * part with an empty name is the whole.
   *
   * @throws DetectorException when it is of this form, but cannot be used
   */
  Map<String, Part> parts(Path path) throws DetectorException;

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
