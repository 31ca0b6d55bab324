package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where a YOLO11-shaped graph holds what can be trained: the raw logits of every level, before
 * softmax, sigmoid and decoding.
 *
 * @param classes number of labels
 * @param bins of a side's distance distribution
 * @param strides pixels per cell, finest level first
 * @param boxLogits tensors {@code [batch, 4 * bins, height, width]}, one per level
 * @param classLogits tensors {@code [batch, classes, height, width]}, one per level
 */
@SuppressWarnings("ArrayRecordComponent") // a handful of strides, never compared
public record HeadLayout(
    int classes, int bins, int[] strides, List<String> boxLogits, List<String> classLogits)
    implements TrainableHead {

  private static final String BOX_LOGITS = "box_logits";

  /** Whether a spec names the logits, as those of our own graphs do. */
  static boolean isNamedIn(DetectorSpec spec) {
    return spec.head().parameters().containsKey(BOX_LOGITS);
  }

  /**
   * Reads the layout from a spec.
   *
   * @throws DetectorException when the spec does not name the tensors
   */
  public static HeadLayout of(DetectorSpec spec) throws DetectorException {
    Map<String, String> parameters = spec.head().parameters();
    try {
      int[] strides =
          Arrays.stream(list(parameters, "strides")).mapToInt(Integer::parseInt).toArray();
      HeadLayout layout =
          new HeadLayout(
              spec.labels().size(),
              Integer.parseInt(list(parameters, "reg_max")[0]),
              strides,
              List.of(list(parameters, BOX_LOGITS)),
              List.of(list(parameters, "class_logits")));
      if (layout.boxLogits.size() != strides.length
          || layout.classLogits.size() != strides.length) {
        throw new DetectorException(
            "the head names logits for another number of levels than it has strides: "
                + parameters);
      }
      return layout;
    } catch (NumberFormatException e) {
      throw new DetectorException("the head's strides or reg_max are no numbers: " + parameters, e);
    }
  }

  private static String[] list(Map<String, String> parameters, String key)
      throws DetectorException {
    String text = parameters.get(key);
    if (text == null) {
      throw new DetectorException(
          "the model's spec does not say '"
              + key
              + "', which this needs: use a YOLO11-shaped graph in training form");
    }
    return text.split(",");
  }

  @Override
  public List<String> tensors() {
    List<String> all = new ArrayList<>(boxLogits);
    all.addAll(classLogits);
    return all;
  }

  /** The anchors of an input of this size, pixels. */
  public AnchorGrid grid(int width, int height) {
    return AnchorGrid.of(width, height, strides);
  }

  @Override
  public RawHeadOutputs read(Scope scope, Map<String, Tensor> tensors, int width, int height) {
    return RawHeadOutputs.of(tensors, this, grid(width, height));
  }
}
