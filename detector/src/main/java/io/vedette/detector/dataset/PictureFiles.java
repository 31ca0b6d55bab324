package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Picture files of a dataset: their sizes from the header, and which there are. */
final class PictureFiles {
  /** A header lies within so many bytes, even behind an embedded preview. */
  private static final int HEADER_BYTES = 1 << 20;

  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".bmp", ".webp");
  private static final int MAX_DEPTH = 8;

  private PictureFiles() {}

  /** Pixels. */
  record Size(int width, int height) {

    String text() {
      return width + "x" + height;
    }
  }

  /** From the header; a picture that is not larger than one can be must also have its end. */
  static Size size(Path file) throws DetectorException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(HEADER_BYTES);
      boolean whole = start.length < HEADER_BYTES;
      Pictures.Size size =
          whole
              ? Pictures.size(start, file.toString())
              : Pictures.sizeFromStart(start, file.toString());
      return new Size(size.width(), size.height());
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
    }
  }

  /** The picture files in a folder and the folders below it, sorted. */
  static List<Path> under(Path folder) throws DetectorException {
    try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
      return files
          .filter(file -> isPicture(Bounded.name(file)) && Files.isRegularFile(file))
          .limit(Bounded.MAX_SAMPLES)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw Bounded.unreadable(folder, e);
    }
  }

  private static boolean isPicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }
}
