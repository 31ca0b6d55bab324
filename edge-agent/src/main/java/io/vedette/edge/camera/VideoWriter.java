package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes pictures as an MP4 file, each at its own time. The file gets its name when it is closed;
 * until then it is {@code NAME.part}. When a picture cannot be written, it is deleted. Used by one
 * thread.
 */
public final class VideoWriter implements AutoCloseable {

  private final Path file;
  private final Path part;
  private final Encoder encoder;
  private final Muxer muxer;
  private final PresentationClock clock;
  private final int width;
  private final int height;
  private boolean failed;

  private VideoWriter(
      Path file, Path part, Encoder encoder, Muxer muxer, double fps, int width, int height) {
    this.file = file;
    this.part = part;
    this.encoder = encoder;
    this.muxer = muxer;
    this.clock = new PresentationClock(fps);
    this.width = width;
    this.height = height;
  }

  /**
   * Starts a video.
   *
   * @param width pixels of every picture; an odd number is reduced by one for the codec
   * @param height pixels
   * @param fps frames per second for pictures without times; 0 counts as 25
   * @throws IOException in one line, when the file cannot be written
   */
  public static VideoWriter open(Path file, int width, int height, double fps) throws IOException {
    Ffmpeg.needVideo();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Encoder encoder = null;
    try {
      encoder = Encoder.open(width, height, fps);
      return new VideoWriter(
          file, part, encoder, Muxer.create(part, encoder.codec()), fps, width, height);
    } catch (IOException e) {
      if (encoder != null) {
        encoder.close();
      }
      Files.deleteIfExists(part);
      throw new IOException(file + ": cannot be written as video: " + e.getMessage(), e);
    }
  }

  /**
   * Adds a picture one frame after the one before.
   *
   * @throws IllegalArgumentException when it has another size than the video
   */
  public void write(Picture picture) throws IOException {
    write(picture, clock.following());
  }

  /**
   * Adds a picture.
   *
   * @param millis its time in the source; a time that does not increase is corrected
   * @throws IllegalArgumentException when it has another size than the video
   */
  public void write(Picture picture, double millis) throws IOException {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          String.format(
              "a picture of %dx%d in a video of %dx%d",
              picture.width(), picture.height(), width, height));
    }
    try {
      muxer.expect(clock.next(millis), clock.interval());
      encoder.encode(picture, muxer::write);
    } catch (IOException e) {
      failed = true;
      throw new IOException(file + ": a frame could not be written: " + e.getMessage(), e);
    }
  }

  /** Whether the time of a frame was corrected. */
  public boolean retimed() {
    return clock.altered();
  }

  @Override
  public void close() throws IOException {
    try {
      finish();
    } catch (IOException e) {
      failed = true;
      throw new IOException(file + ": the video could not be finished: " + e.getMessage(), e);
    } finally {
      if (failed) {
        Files.deleteIfExists(part);
      }
    }
  }

  private void finish() throws IOException {
    try (encoder;
        muxer) {
      if (!failed) {
        encoder.drain(muxer::write);
        muxer.finish();
      }
    }
    if (!failed) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
