package io.vedette.detector.image.header;

import io.vedette.detector.DetectorException;
import java.util.List;

/**
 * Names HEIC and AVIF pictures by their file type box (ISO/IEC 14496-12, 4.3), and refuses them.
 */
final class HeifReader implements HeaderReader {

  private static final List<String> AVIF = List.of("avif", "avis");
  private static final List<String> HEIF =
      List.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis");

  /** The box lists other brands behind the first; so many bytes hold what matters. */
  private static final int MAX_BOX = 64;

  @Override
  public boolean recognises(EncodedBytes b) {
    return b.has(4, "ftyp") && HEIF.stream().anyMatch(brand -> b.has(8, brand));
  }

  @Override
  public PictureHeader read(EncodedBytes b, String where) throws DetectorException {
    throw new DetectorException(
        where
            + (isAvif(b) ? ": an AVIF" : ": a HEIC")
            + " picture, which cannot be decoded; save it as JPEG or PNG");
  }

  private static boolean isAvif(EncodedBytes b) {
    long end = Math.min(b.big(0, 4), MAX_BOX);
    for (long at = 8; at < end; at += 4) {
      long place = at;
      if (AVIF.stream().anyMatch(brand -> b.has(place, brand))) {
        return true;
      }
    }
    return false;
  }
}
