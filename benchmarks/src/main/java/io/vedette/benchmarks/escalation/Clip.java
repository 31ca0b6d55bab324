package io.vedette.benchmarks.escalation;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The frames of one video by number: forwards as it plays, backwards from its start again. */
final class Clip implements AutoCloseable {

  private final Path file;
  private @Nullable VideoReader reader;
  private @Nullable VideoFrame last;

  Clip(Path file) {
    this.file = file;
  }

  /**
   * A frame's picture.
   *
   * @param index from 0
   * @throws IOException when the video ends before it
   */
  Picture at(long index) throws DetectorException, IOException {
    VideoFrame frame = last;
    if (reader == null || frame == null || frame.index() > index) {
      rewind();
      frame = next();
    }
    while (frame.index() < index) {
      frame = next();
    }
    return frame.picture();
  }

  private void rewind() throws IOException {
    close();
    reader = VideoReader.open(file.toString());
  }

  private VideoFrame next() throws DetectorException, IOException {
    VideoReader open = Objects.requireNonNull(reader);
    VideoFrame frame = open.next();
    if (frame == null) {
      throw new IOException(file + ": the video is shorter than it was");
    }
    last = frame;
    return frame;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
      last = null;
    }
  }
}
