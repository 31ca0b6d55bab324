package io.vedette.detector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a detector wants its picture and how its outputs are read.
 *
 * @param labels class names; the index is the class id
 * @param input what the graph takes
 * @param head how the graph's outputs become boxes
 * @param scoreThreshold detections below are not shown, 0 to 1
 * @param nmsIou boxes of one class that overlap more are one object, 0 to 1
 * @param tiles how pictures are cut before the graph sees them
 */
public record DetectorSpec(
    List<String> labels,
    InputSpec input,
    HeadSpec head,
    float scoreThreshold,
    float nmsIou,
    TileSpec tiles) {

  /**
   * @param tiles null, as in specs of a time that knew none: pictures are looked at as they are
   */
  public DetectorSpec(
      List<String> labels,
      InputSpec input,
      HeadSpec head,
      float scoreThreshold,
      float nmsIou,
      @Nullable TileSpec tiles) {
    this.labels = List.copyOf(labels);
    this.input = input;
    this.head = head;
    this.scoreThreshold = scoreThreshold;
    this.nmsIou = nmsIou;
    this.tiles = tiles == null ? TileSpec.WHOLE : tiles;
  }

  /** A detector that looks at pictures as they are. */
  public DetectorSpec(
      List<String> labels, InputSpec input, HeadSpec head, float scoreThreshold, float nmsIou) {
    this(labels, input, head, scoreThreshold, nmsIou, TileSpec.WHOLE);
  }

  /** The same detector with other names for its classes, or more of them. */
  public DetectorSpec withLabels(List<String> names) {
    return new DetectorSpec(names, input, head, scoreThreshold, nmsIou, tiles);
  }

  /** The same detector with another input. */
  public DetectorSpec withInput(InputSpec other) {
    return new DetectorSpec(labels, other, head, scoreThreshold, nmsIou, tiles);
  }

  /** The same detector with another score threshold; evaluation asks for 0.001. */
  public DetectorSpec withScoreThreshold(float threshold) {
    return new DetectorSpec(labels, input, head, threshold, nmsIou, tiles);
  }

  /** The same detector with another rule for what is one object. */
  public DetectorSpec withNmsIou(float iou) {
    return new DetectorSpec(labels, input, head, scoreThreshold, iou, tiles);
  }

  /** The same detector, its pictures cut otherwise. */
  public DetectorSpec withTiles(TileSpec other) {
    return new DetectorSpec(labels, input, head, scoreThreshold, nmsIou, other);
  }

  /** The same detector, its outputs read otherwise. */
  public DetectorSpec withHead(HeadSpec other) {
    return new DetectorSpec(labels, input, other, scoreThreshold, nmsIou, tiles);
  }
}
