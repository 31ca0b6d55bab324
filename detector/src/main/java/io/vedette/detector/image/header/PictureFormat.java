package io.vedette.detector.image.header;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of pictures that are known, and the endings of their files. */
public enum PictureFormat {
  JPEG(new JpegReader(), "jpg", "jpeg", "jpe", "jfif"),
  PNG(new PngReader(), "png"),
  BMP(new BmpReader(), "bmp"),
  WEBP(new WebpReader(), "webp"),
  TIFF(new TiffReader(), "tif", "tiff"),
  GIF(new GifReader(), "gif"),
  /** Known so that it can be named; the image library cannot decode it. */
  HEIF(new HeifReader(), "heic", "heif", "avif");

  private final HeaderReader reader;
  private final List<String> endings;

  PictureFormat(HeaderReader reader, String... endings) {
    this.reader = reader;
    this.endings = List.of(endings);
  }

  HeaderReader reader() {
    return reader;
  }

  /** The format that the first bytes show. */
  static Optional<PictureFormat> of(EncodedBytes bytes) {
    return Arrays.stream(values()).filter(format -> format.reader.recognises(bytes)).findFirst();
  }

  /** The format that a file's name promises. */
  public static Optional<PictureFormat> ofName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.endings.contains(ending)).findFirst();
  }
}
