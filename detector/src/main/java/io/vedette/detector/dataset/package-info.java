/**
 * Labelled pictures: a {@link Dataset} holds {@link Sample}s, a sample is a picture file with its
 * {@link Truth}s. Readers for COCO, YOLO, Pascal VOC and DeepPCB forms, recognised by content; an
 * {@link Inspection} lists every {@link Problem} of a dataset and keeps what is sound.
 */
@NullMarked
package io.vedette.detector.dataset;

import org.jspecify.annotations.NullMarked;
