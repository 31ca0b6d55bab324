/**
 * Pixels: {@link Pictures} are decoded upright (their header is checked before memory is reserved;
 * {@link DepthScaling} brings deep ones to 8 bits), encoded and resized, {@link PictureFiles} are
 * found in folders, a {@link Letterbox} maps a picture to a detector's input and boxes back, the
 * {@link PictureTensor} is filled in the numbers and the layout that the graph takes, and the
 * {@link Annotator} draws what was seen. The only code here that knows OpenCV.
 */
@NullMarked
package io.vedette.detector.image;

import org.jspecify.annotations.NullMarked;
