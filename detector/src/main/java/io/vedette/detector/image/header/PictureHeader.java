package io.vedette.detector.image.header;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What an encoded picture says about itself, read without decoding it. Everything else in the
 * project means the displayed size.
 *
 * @param stored pixels, before the orientation is applied
 * @param orientation how the stored picture is turned to be shown
 * @param whole whether its end is there: decoders invent what is missing
 */
public record PictureHeader(
    PictureFormat format,
    PictureSize stored,
    Orientation orientation,
    StoredSamples samples,
    boolean whole) {

  /** Encoded pictures with more bytes are refused. */
  public static final long MAX_BYTES = 64L << 20;

  /** Pictures that need more memory as decoded are refused, bytes: 16-bit colour of full size. */
  private static final long MAX_DECODED_BYTES = 6 * Picture.MAX_PIXELS;

  /**
   * Reads the header and refuses what is too large, cut off or cannot be decoded.
   *
   * @param where names the picture in errors
   * @throws DetectorException when the bytes are no picture of a {@link PictureFormat}, end too
   *     early, or describe a picture larger than {@link Picture#MAX_PIXELS}
   */
  public static PictureHeader read(byte[] encoded, String where) throws DetectorException {
    return read(EncodedBytes.of(encoded), where);
  }

  /**
   * The same of a file, of which only the header is read.
   *
   * @throws DetectorException also when the file cannot be read
   */
  public static PictureHeader read(Path file) throws DetectorException {
    try (EncodedBytes bytes = EncodedBytes.open(file)) {
      return read(bytes, file.toString());
    } catch (IOException | UncheckedIOException e) {
      throw new DetectorException(file + ": cannot be read: " + e, e);
    }
  }

  private static PictureHeader read(EncodedBytes bytes, String where) throws DetectorException {
    if (bytes.length() > MAX_BYTES) {
      throw refused(
          where, "an encoded picture of " + bytes.length() + " bytes", MAX_BYTES + " are taken");
    }
    PictureFormat format =
        PictureFormat.of(bytes)
            .orElseThrow(
                () ->
                    new DetectorException(
                        where + ": no picture; give JPEG, PNG, BMP, WebP, TIFF or GIF"));
    PictureHeader header;
    try {
      header = format.reader().read(bytes, where);
    } catch (IndexOutOfBoundsException e) {
      throw new DetectorException(where + ": the picture is cut off; send it again", e);
    }
    header.check(where);
    return header;
  }

  private void check(String where) throws DetectorException {
    if (stored.width() < 1
        || stored.height() < 1
        || stored.width() > Picture.MAX_SIDE
        || stored.height() > Picture.MAX_SIDE
        || stored.pixels() > Picture.MAX_PIXELS) {
      throw refused(
          where,
          "a picture of " + stored.text() + " pixels",
          Picture.MAX_SIDE + " a side and " + Picture.MAX_PIXELS + " in all are taken");
    }
    long bytes = stored.pixels() * samples.bytesPerPixel();
    if (bytes > MAX_DECODED_BYTES) {
      throw refused(
          where,
          "a picture of " + stored.text() + " pixels of " + samples.bytesPerPixel() + " bytes",
          MAX_DECODED_BYTES + " bytes are taken");
    }
    if (!whole) {
      throw new DetectorException(where + ": the picture is cut off; send it again");
    }
  }

  private static DetectorException refused(String where, String what, String limit) {
    return new DetectorException(where + ": " + what + "; at most " + limit + ": make it smaller");
  }

  /** The size as decoded and shown. */
  public PictureSize displayed() {
    return orientation.display(stored);
  }
}
