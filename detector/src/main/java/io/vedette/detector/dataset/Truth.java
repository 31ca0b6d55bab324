package io.vedette.detector.dataset;

import io.vedette.detector.Box;

/**
 * One labelled object.
 *
 * @param box where, in pixels of the decoded picture
 * @param classId index into the dataset's labels
 * @param crowd a region of many such objects: matching it is neither right nor wrong
 * @param area of the object, square pixels; COCO's segmented area where the source has one, else
 *     the area of the box
 */
public record Truth(Box box, int classId, boolean crowd, double area) {

  /** A single object whose area is that of its box. */
  public static Truth of(Box box, int classId) {
    return new Truth(box, classId, false, (double) box.width() * box.height());
  }
}
