package io.vedette.edge.link;

import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.proto.v1.BoundsProto;
import io.vedette.proto.v1.Snapshot;

/**
 * The picture of a snapshot: a JPEG that fits on the wire. A picture with much detail is compressed
 * more, and made smaller where that is not enough.
 */
final class SnapshotJpeg {

  /** Bytes. */
  static final int MAX_BYTES =
      Snapshot.getDescriptor()
          .findFieldByNumber(Snapshot.JPEG_FIELD_NUMBER)
          .getOptions()
          .getExtension(BoundsProto.maxLen);

  private static final int MAX_SIDE = 960;
  private static final int[] QUALITIES = {80, 60, 40};

  private SnapshotJpeg() {}

  static byte[] of(Picture picture) {
    for (int side = MAX_SIDE; ; side /= 2) {
      Picture scaled = scaled(picture, side);
      for (int quality : QUALITIES) {
        byte[] jpeg = Pictures.encodeJpeg(scaled, quality);
        if (jpeg.length <= MAX_BYTES) {
          return jpeg;
        }
      }
    }
  }

  private static Picture scaled(Picture picture, int maxSide) {
    double scale = (double) maxSide / Math.max(picture.width(), picture.height());
    return scale >= 1
        ? picture
        : Pictures.resize(
            picture,
            Math.max(1, (int) Math.round(picture.width() * scale)),
            Math.max(1, (int) Math.round(picture.height() * scale)));
  }
}
