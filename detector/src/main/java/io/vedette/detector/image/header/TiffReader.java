package io.vedette.detector.image.header;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;

/** Reads the first page's directory of a TIFF file (TIFF 6.0). */
final class TiffReader implements HeaderReader {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int CHANNELS = 277;
  private static final int STRIP_BYTES = 279;
  private static final int PLANAR = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SAMPLE_FORMAT = 339;

  @Override
  public boolean recognises(EncodedBytes b) {
    return TiffDirectory.isTiff(b, 0);
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) throws DetectorException {
    TiffDirectory page = TiffDirectory.first(b, 0);
    PictureSize size = size(page, WIDTH, HEIGHT);
    if (size(page, TILE_WIDTH, TILE_HEIGHT).pixels() > Picture.MAX_PIXELS) {
      throw new DetectorException(where + ": the picture is damaged; send it again");
    }
    return new PictureHeader(
        PictureFormat.TIFF, size, page.orientation(), samples(page, where), isWhole(b, page));
  }

  /** 0 where a number is absent, the largest where it is larger. */
  private static PictureSize size(TiffDirectory page, int width, int height) {
    return new PictureSize(side(page, width), side(page, height));
  }

  private static int side(TiffDirectory page, int tag) {
    return (int) Math.min(page.value(tag, 0, 0), Integer.MAX_VALUE);
  }

  private static StoredSamples samples(TiffDirectory page, String where) throws DetectorException {
    TiffSamples samples =
        new TiffSamples(
            page.value(BITS, 0, 1),
            page.value(SAMPLE_FORMAT, 0, TiffSamples.UNSIGNED),
            page.value(CHANNELS, 0, 1),
            page.value(PHOTOMETRIC, 0, TiffSamples.BLACK_IS_ZERO),
            page.value(PLANAR, 0, 1) == 2);
    for (int i = 1; i < page.count(BITS); i++) {
      if (page.value(BITS, i) != samples.bits()) {
        throw samples.refused(where);
      }
    }
    return samples.decoded(where);
  }

  private static boolean isWhole(EncodedBytes b, TiffDirectory page) {
    boolean tiled = page.count(TILE_OFFSETS) > 0;
    int offsets = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
    int sizes = tiled ? TILE_BYTES : STRIP_BYTES;
    for (int i = 0; i < page.count(offsets); i++) {
      long at = page.value(offsets, i);
      long size = page.value(sizes, i, 1);
      if (at < 0 || size < 0 || at > b.length() || size > b.length() - at) {
        return false;
      }
    }
    return page.count(offsets) > 0;
  }
}
