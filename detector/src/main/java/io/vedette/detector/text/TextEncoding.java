package io.vedette.detector.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a text, recognised by its first bytes.
 *
 * @param markBytes length of the byte-order mark in front of the text; 0 where there is none
 */
public record TextEncoding(Charset charset, int markBytes) {

  /** So many first bytes decide. */
  public static final int START_BYTES = 4;

  /**
   * By the byte-order mark. Without one a text is UTF-8, unless zeros among its first bytes show
   * UTF-16, as some editors leave it.
   */
  public static TextEncoding of(byte[] start) {
    if (at(start, 0) == 0xEF && at(start, 1) == 0xBB && at(start, 2) == 0xBF) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    }
    if (at(start, 0) == 0xFF && at(start, 1) == 0xFE) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2);
    }
    if (at(start, 0) == 0xFE && at(start, 1) == 0xFF) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 2);
    }
    if (at(start, 0) > 0 && at(start, 1) == 0 && at(start, 2) > 0 && at(start, 3) == 0) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 0);
    }
    if (at(start, 0) == 0 && at(start, 1) > 0 && at(start, 2) == 0 && at(start, 3) > 0) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 0);
    }
    return new TextEncoding(StandardCharsets.UTF_8, 0);
  }

  /** An unsigned byte; -1 behind the end. */
  private static int at(byte[] start, int index) {
    return index < start.length ? start[index] & 0xFF : -1;
  }
}
