package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.PictureFiles;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pictures of a folder in the order of their names, or of a list in a text file. */
final class FolderSource implements Source {

  /** A list longer than this is refused before it is read, bytes. */
  private static final long MAX_LIST_BYTES = 64L << 20;

  static final SourceKind FOLDER =
      new SourceKind() {
        @Override
        public boolean recognises(String source) {
          return Files.isDirectory(Path.of(source));
        }

        @Override
        public Source open(CameraConfig camera) throws IOException {
          try {
            return new FolderSource(camera.source(), PictureFiles.in(Path.of(camera.source())));
          } catch (DetectorException e) {
            throw new IOException(e.getMessage(), e);
          }
        }
      };

  static final SourceKind LIST =
      new SourceKind() {
        @Override
        public boolean recognises(String source) {
          return source.endsWith(".txt") && Files.isRegularFile(Path.of(source));
        }

        @Override
        public Source open(CameraConfig camera) throws IOException {
          return new FolderSource(camera.source(), listed(Path.of(camera.source())));
        }
      };

  private final List<Path> files;
  private int next;

  private FolderSource(String where, List<Path> files) throws IOException {
    if (files.isEmpty()) {
      throw new IOException(
          where + ": no pictures in it; put JPEG, PNG, BMP, WebP, TIFF or GIF files there");
    }
    this.files = files;
  }

  private static List<Path> listed(Path list) throws IOException {
    if (Files.size(list) > MAX_LIST_BYTES) {
      throw new IOException(
          list + ": longer than the " + MAX_LIST_BYTES + " bytes a list may have");
    }
    try (Stream<String> lines = Files.lines(list)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(list::resolveSibling)
          .toList();
    }
  }

  @Override
  public @Nullable Arrival next() throws DetectorException {
    if (next == files.size()) {
      return null;
    }
    Picture picture = Pictures.read(files.get(next++));
    return buffers -> picture;
  }

  @Override
  public boolean live() {
    return false;
  }

  @Override
  public double rate() {
    return 0;
  }

  @Override
  public void close() {}
}
