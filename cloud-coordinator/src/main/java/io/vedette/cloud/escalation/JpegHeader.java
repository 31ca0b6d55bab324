package io.vedette.cloud.escalation;

/**
 * The size of a JPEG, read from its frame header (ITU-T T.81, B.2.2) without decoding it: the
 * coordinator holds no image library, and a picture that claims a billion pixels must not reach one
 * that allocates them.
 *
 * @param width pixels
 * @param height pixels
 */
record JpegHeader(int width, int height) {

  /**
   * @throws InvalidFrameException when the bytes are no JPEG or end before its frame header
   */
  static JpegHeader of(byte[] jpeg) throws InvalidFrameException {
    if (jpeg.length < 4 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != 0xD8) {
      throw new InvalidFrameException("the picture is no JPEG");
    }
    int position = 2;
    while (position + 9 < jpeg.length) {
      if (at(jpeg, position) != 0xFF) {
        throw new InvalidFrameException("the JPEG is damaged at byte " + position);
      }
      int marker = at(jpeg, position + 1);
      if (marker == 0xFF) {
        position++;
      } else if (startsFrame(marker)) {
        return new JpegHeader(word(jpeg, position + 7), word(jpeg, position + 5));
      } else {
        position += 2 + Math.max(2, word(jpeg, position + 2));
      }
    }
    throw new InvalidFrameException("the JPEG ends before its frame header");
  }

  /** SOF0 to SOF15, without the three of that range that are other things. */
  private static boolean startsFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private static int word(byte[] jpeg, int position) {
    return at(jpeg, position) << 8 | at(jpeg, position + 1);
  }

  private static int at(byte[] jpeg, int position) {
    return jpeg[position] & 0xFF;
  }
}
