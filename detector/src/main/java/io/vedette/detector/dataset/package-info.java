/**
 * Labelled pictures: a {@link Dataset} holds {@link Sample}s, a sample is a picture file with its
 * {@link Truth}s. Readers for COCO, YOLO, Pascal VOC and DeepPCB forms, recognised by content.
 */
@NullMarked
package io.vedette.detector.dataset;

import org.jspecify.annotations.NullMarked;
