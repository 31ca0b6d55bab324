package io.vedette.detector.image.header;

/**
 * The numbers that a picture is stored in.
 *
 * @param channels of a decoded pixel: 1 or 3
 * @param bits of each number as decoded: 8, 16, 32 or 64
 * @param deep whether they are other than 0 to 255, so that they must be scaled
 * @param whiteIsZero whether the smallest number is the brightest, of deep pictures
 */
public record StoredSamples(int channels, int bits, boolean deep, boolean whiteIsZero) {

  static final StoredSamples PLAIN = new StoredSamples(3, 8, false, false);

  static StoredSamples deep(boolean grey, int bits) {
    return new StoredSamples(grey ? 1 : 3, bits, true, false);
  }

  /** Whether one number is a pixel's brightness. */
  public boolean grey() {
    return channels == 1;
  }

  int bytesPerPixel() {
    return channels * (bits / 8);
  }
}
