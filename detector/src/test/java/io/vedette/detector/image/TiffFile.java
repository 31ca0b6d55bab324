package io.vedette.detector.image;

import io.vedette.detector.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A TIFF file of one uncompressed strip, written by hand so that every tag can be wrong. */
final class TiffFile {

  static final int BITS = 258;
  static final int PHOTOMETRIC = 262;
  static final int ORIENTATION = 274;
  static final int CHANNELS = 277;
  static final int PLANAR = 284;
  static final int SAMPLE_FORMAT = 339;
  private static final int STRIP_OFFSET = 273;
  private static final int STRIP_BYTES = 279;

  private final ByteOrder order;
  private final byte[] data;
  private final Map<Integer, Long> tags = new TreeMap<>();

  /**
   * @param data rows of numbers in the byte order
   */
  TiffFile(ByteOrder order, int width, int height, int channels, int bits, byte[] data) {
    this.order = order;
    this.data = data;
    with(256, width).with(257, height).with(BITS, bits).with(259, 1);
    with(PHOTOMETRIC, channels == 1 ? 1 : 2).with(CHANNELS, channels).with(278, height);
    with(STRIP_OFFSET, 0).with(STRIP_BYTES, data.length);
  }

  static TiffFile of(ByteOrder order, Picture picture) {
    byte[] rgb = picture.bgr().clone();
    for (int i = 0; i < rgb.length; i += 3) {
      byte blue = rgb[i];
      rgb[i] = rgb[i + 2];
      rgb[i + 2] = blue;
    }
    return new TiffFile(order, picture.width(), picture.height(), 3, 8, rgb);
  }

  TiffFile with(int tag, long value) {
    tags.put(tag, value);
    return this;
  }

  byte[] bytes() {
    int channels = (int) (long) tags.get(CHANNELS);
    int bits = (int) (long) tags.get(BITS);
    int bitsAt = 8 + 2 + 12 * tags.size() + 4;
    int dataAt = bitsAt + 16;
    with(STRIP_OFFSET, dataAt);
    ByteBuffer file = ByteBuffer.allocate(dataAt + data.length).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    file.put(mark).put(mark).putShort((short) 42).putInt(8).putShort((short) tags.size());
    tags.forEach(
        (tag, value) -> {
          boolean list = tag == BITS && channels > 2;
          file.putShort((short) (int) tag).putShort((short) (list ? 3 : 4));
          file.putInt(list ? channels : 1).putInt(list ? bitsAt : (int) (long) value);
        });
    for (int i = 0; i < 8; i++) {
      file.putShort(bitsAt + 2 * i, (short) bits);
    }
    return file.position(dataAt).put(data).array();
  }
}
