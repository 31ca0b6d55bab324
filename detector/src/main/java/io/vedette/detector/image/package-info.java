/**
 * Pixels: {@link Pictures} are decoded (their header is checked before memory is reserved), encoded
 * and resized, a {@link Letterbox} maps a picture to a detector's input and boxes back, the {@link
 * PictureTensor} is filled in the numbers and the layout that the graph takes, and the {@link
 * Annotator} draws what was seen. The only code here that knows OpenCV.
 */
@NullMarked
package io.vedette.detector.image;

import org.jspecify.annotations.NullMarked;
