package io.vedette.scenario;

import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Truth;
import java.util.List;

/**
 * One picture of a board, and every defect in it.
 *
 * @param truths class ids index {@link InspectionLine#LABELS}
 */
public record Scene(Picture picture, List<Truth> truths) {

  public Scene {
    truths = List.copyOf(truths);
  }
}
