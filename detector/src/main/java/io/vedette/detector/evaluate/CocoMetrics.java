package io.vedette.detector.evaluate;

import java.util.List;

/**
 * COCO's figures, 0 to 1; {@link #NONE} where there is nothing to measure.
 *
 * @param ap average precision over IoU 0.50 to 0.95 in steps of 0.05, mean over classes
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param apSmall of objects up to 32 x 32 pixels
 * @param apMedium of objects from 32 x 32 to 96 x 96 pixels
 * @param apLarge of objects from 96 x 96 pixels
 * @param ar1 average recall with one detection for each picture and class
 * @param ar10 with ten
 * @param ar100 with a hundred
 * @param perClass by class id
 * @param working the point of the best F1; not one of COCO's figures
 */
public record CocoMetrics(
    double ap,
    double ap50,
    double ap75,
    double apSmall,
    double apMedium,
    double apLarge,
    double ar1,
    double ar10,
    double ar100,
    List<OfClass> perClass,
    WorkingPoint working) {

  /** What COCO's tool says where no object is labelled. */
  public static final double NONE = -1;

  public CocoMetrics {
    perClass = List.copyOf(perClass);
  }

  /**
   * One class.
   *
   * @param ap over IoU 0.50 to 0.95
   * @param ap50 at IoU 0.50
   */
  public record OfClass(double ap, double ap50) {}
}
