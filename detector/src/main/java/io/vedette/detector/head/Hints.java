package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import io.vedette.detector.text.LabelList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the user says about a model where its file does not, or otherwise than it.
 *
 * @param labels class names in order; empty where not given
 * @param family a head of {@link Heads}; empty where not given
 * @param inputSize of an input whose size the graph leaves open
 * @param layout of a picture input whose channels could be first or last
 * @param scoreThreshold in place of the spec's
 * @param nmsIou in place of the spec's
 * @param tiles in place of the spec's
 * @param classAgnosticNms whether boxes suppress each other whatever their classes; false: as the
 *     spec says
 */
public record Hints(
    List<String> labels,
    String family,
    Optional<InputSize> inputSize,
    Optional<InputSpec.Layout> layout,
    OptionalDouble scoreThreshold,
    OptionalDouble nmsIou,
    Optional<TileSpec> tiles,
    boolean classAgnosticNms) {

  public static final Hints NONE =
      new Hints(
          List.of(),
          "",
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          false);

  /** In place of a file of labels: the names of {@link CocoLabels}. */
  public static final String COCO = "coco";

  public Hints {
    labels = List.copyOf(labels);
  }

  public Hints withLabels(List<String> names) {
    return new Hints(
        names, family, inputSize, layout, scoreThreshold, nmsIou, tiles, classAgnosticNms);
  }

  public Hints withFamily(String name) {
    return new Hints(
        labels, name, inputSize, layout, scoreThreshold, nmsIou, tiles, classAgnosticNms);
  }

  /** A square input. */
  public Hints withInputSize(int pixels) {
    return withInputSize(new InputSize(pixels, pixels));
  }

  public Hints withInputSize(InputSize size) {
    return new Hints(
        labels, family, Optional.of(size), layout, scoreThreshold, nmsIou, tiles, classAgnosticNms);
  }

  /** The same, with the size of an input that is known where the user gives none. */
  Hints withInputSizeOr(InputSpec known) {
    return inputSize.isPresent()
        ? this
        : withInputSize(new InputSize(known.width(), known.height()));
  }

  public Hints withLayout(InputSpec.Layout order) {
    return new Hints(
        labels,
        family,
        inputSize,
        Optional.of(order),
        scoreThreshold,
        nmsIou,
        tiles,
        classAgnosticNms);
  }

  public Hints withScoreThreshold(double threshold) {
    return new Hints(
        labels,
        family,
        inputSize,
        layout,
        OptionalDouble.of(threshold),
        nmsIou,
        tiles,
        classAgnosticNms);
  }

  public Hints withNmsIou(double iou) {
    return new Hints(
        labels,
        family,
        inputSize,
        layout,
        scoreThreshold,
        OptionalDouble.of(iou),
        tiles,
        classAgnosticNms);
  }

  public Hints withTiles(TileSpec cut) {
    return new Hints(
        labels,
        family,
        inputSize,
        layout,
        scoreThreshold,
        nmsIou,
        Optional.of(cut),
        classAgnosticNms);
  }

  public Hints withClassAgnosticNms() {
    return new Hints(labels, family, inputSize, layout, scoreThreshold, nmsIou, tiles, true);
  }

  /**
   * Class names from a text file: see {@link LabelList}. {@link #COCO} stands for COCO's 80
   * classes, where no file is called so.
   *
   * @throws DetectorException when the file cannot be read or holds no name
   */
  public static List<String> readLabels(Path file) throws DetectorException {
    if (file.toString().equals(COCO) && !Files.exists(file)) {
      return CocoLabels.ALL;
    }
    return LabelList.read(file);
  }
}
