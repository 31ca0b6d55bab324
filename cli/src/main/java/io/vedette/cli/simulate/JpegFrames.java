package io.vedette.cli.simulate;

import com.google.protobuf.ByteString;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * JPEG frames of 40 kB and 60 kB. They are encoded once; each frame has its id in a comment
 * segment, so that all digests differ.
 */
final class JpegFrames {

  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  private static final List<Integer> SIZES = List.of(40_000, 60_000);

  /** Bytes of the segment that holds the id, with marker and length. */
  private static final int ID_SEGMENT = 4 + 36;

  private static final int MAX_COMMENT = 65_533;

  private final List<ByteString> tails;

  private JpegFrames(List<ByteString> tails) {
    this.tails = tails;
  }

  static JpegFrames encode() throws DetectorException {
    List<ByteString> tails = new ArrayList<>();
    for (int size : SIZES) {
      tails.add(tail(size));
    }
    return new JpegFrames(List.copyOf(tails));
  }

  /** A picture that is a little smaller than the size, and a comment that fills the rest. */
  private static ByteString tail(int size) throws DetectorException {
    byte[] noise = new byte[3 * (WIDTH / 4) * (HEIGHT / 4)];
    new Random(size).nextBytes(noise);
    Picture picture = Pictures.resize(new Picture(WIDTH / 4, HEIGHT / 4, noise), WIDTH, HEIGHT);
    int quality = 95;
    byte[] jpeg = Pictures.encodeJpeg(picture, quality);
    while (jpeg.length > size - ID_SEGMENT - 4 && quality > 5) {
      quality -= 5;
      jpeg = Pictures.encodeJpeg(picture, quality);
    }
    ByteArrayOutputStream tail = new ByteArrayOutputStream(size);
    for (int left = size - ID_SEGMENT - jpeg.length; left > 4; ) {
      int length = Math.min(left - 4, MAX_COMMENT);
      comment(tail, new byte[length]);
      left -= length + 4;
    }
    tail.write(jpeg, 2, jpeg.length - 2);
    return ByteString.copyFrom(tail.toByteArray());
  }

  /**
   * The frame of an id; always the same bytes.
   *
   * @param id 36 characters of ASCII
   */
  ByteString of(String id) {
    ByteArrayOutputStream head = new ByteArrayOutputStream(2 + ID_SEGMENT);
    head.write(0xFF);
    head.write(0xD8);
    comment(head, id.getBytes(StandardCharsets.US_ASCII));
    return ByteString.copyFrom(head.toByteArray())
        .concat(tails.get(Math.floorMod(id.hashCode(), tails.size())));
  }

  /** A comment segment (ITU-T T.81, B.2.4.5). */
  private static void comment(ByteArrayOutputStream out, byte[] text) {
    out.write(0xFF);
    out.write(0xFE);
    out.write((text.length + 2) >> 8);
    out.write(text.length + 2);
    out.write(text, 0, text.length);
  }
}
