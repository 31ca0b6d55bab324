package io.vedette.detector.image.header;

import io.vedette.detector.DetectorException;

/** Reads the headers of one format. */
interface HeaderReader {

  /** Whether the bytes begin as this format does. */
  boolean recognises(EncodedBytes bytes);

  /**
   * Reads the header of a picture that is recognised; neither its size nor its end need be right.
   *
   * @param where names the picture in errors
   * @throws IndexOutOfBoundsException when the bytes end before the header does
   * @throws DetectorException when it is a kind of the format that cannot be decoded
   */
  PictureHeader read(EncodedBytes bytes, String where) throws DetectorException;
}
