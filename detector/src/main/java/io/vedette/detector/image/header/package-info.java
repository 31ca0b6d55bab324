/**
 * What an encoded picture says about itself, read without decoding it: a {@link PictureHeader} with
 * the {@link PictureSize} as stored and as displayed, and the {@link Orientation} between the two.
 * Every {@link PictureFormat} has a {@link HeaderReader}, which reads {@link EncodedBytes}.
 */
@NullMarked
package io.vedette.detector.image.header;

import org.jspecify.annotations.NullMarked;
