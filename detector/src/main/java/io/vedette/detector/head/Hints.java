package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.TileSpec;
import java.io.IOException;
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
 * @param inputSize side of a square input whose size the graph leaves open, pixels; 0 where not
 *     given
 * @param layout of a picture input whose channels could be first or last; empty where not given
 * @param scoreThreshold in place of the spec's
 * @param nmsIou in place of the spec's
 * @param tiles in place of the spec's
 */
public record Hints(
    List<String> labels,
    String family,
    int inputSize,
    Optional<InputSpec.Layout> layout,
    OptionalDouble scoreThreshold,
    OptionalDouble nmsIou,
    Optional<TileSpec> tiles) {

  public static final Hints NONE =
      new Hints(
          List.of(),
          "",
          0,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Optional.empty());

  private static final long MAX_LABELS_BYTES = 1 << 20;

  public Hints {
    labels = List.copyOf(labels);
  }

  public Hints withLabels(List<String> names) {
    return new Hints(names, family, inputSize, layout, scoreThreshold, nmsIou, tiles);
  }

  public Hints withFamily(String name) {
    return new Hints(labels, name, inputSize, layout, scoreThreshold, nmsIou, tiles);
  }

  public Hints withInputSize(int pixels) {
    return new Hints(labels, family, pixels, layout, scoreThreshold, nmsIou, tiles);
  }

  public Hints withLayout(InputSpec.Layout order) {
    return new Hints(labels, family, inputSize, Optional.of(order), scoreThreshold, nmsIou, tiles);
  }

  public Hints withScoreThreshold(double threshold) {
    return new Hints(
        labels, family, inputSize, layout, OptionalDouble.of(threshold), nmsIou, tiles);
  }

  public Hints withNmsIou(double iou) {
    return new Hints(
        labels, family, inputSize, layout, scoreThreshold, OptionalDouble.of(iou), tiles);
  }

  public Hints withTiles(TileSpec cut) {
    return new Hints(labels, family, inputSize, layout, scoreThreshold, nmsIou, Optional.of(cut));
  }

  /**
   * Class names from a text file, one a line; empty lines do not count.
   *
   * @throws DetectorException when the file cannot be read or holds no name
   */
  public static List<String> readLabels(Path file) throws DetectorException {
    try {
      if (Files.size(file) > MAX_LABELS_BYTES) {
        throw new DetectorException(file + ": too large for a list of labels, one name a line");
      }
      List<String> labels =
          Files.readString(file).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
      if (labels.isEmpty()) {
        throw new DetectorException(file + ": holds no labels; write one name a line");
      }
      return labels;
    } catch (IOException e) {
      throw new DetectorException(file + ": the labels cannot be read: " + e, e);
    }
  }
}
