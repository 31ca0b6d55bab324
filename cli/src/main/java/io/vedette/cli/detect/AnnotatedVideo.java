package io.vedette.cli.detect;

import io.vedette.detector.Picture;
import io.vedette.detector.image.PictureFit;
import io.vedette.edge.camera.VideoWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The video with the boxes drawn in, encoded by a thread of its own. It has the size of its first
 * frame: others are fitted into it. Used by one thread.
 */
final class AnnotatedVideo implements AutoCloseable {

  /** Frames that wait to be encoded; who adds one more waits too. */
  private static final int MAX_WAITING = 4;

  private final Path file;
  private final double rate;
  private final PrintWriter err;
  private final Deque<Future<?>> waiting = new ArrayDeque<>();
  private final ExecutorService encoder =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "video-encoder");
            thread.setDaemon(true);
            return thread;
          });

  /** Opened when the size of the first frame is known. Touched by the encoder's thread alone. */
  private @Nullable VideoWriter writer;

  /** A frame could not be written: those that wait must not begin the file anew. */
  private boolean broken;

  private int width;
  private int height;
  private boolean resized;

  /**
   * @param rate frames per second where frames have no times; 0 for unknown
   * @param err receives lines for people
   */
  AnnotatedVideo(Path file, double rate, PrintWriter err) {
    this.file = file;
    this.rate = rate;
    this.err = err;
  }

  /**
   * Adds a frame.
   *
   * @param millis its time in the source
   * @throws IOException when this or one before it could not be written
   */
  void add(Picture drawn, double millis) throws IOException {
    if (waiting.size() == MAX_WAITING) {
      await(waiting.remove());
    }
    if (width == 0) {
      width = drawn.width();
      height = drawn.height();
    }
    if (!resized && (drawn.width() != width || drawn.height() != height)) {
      resized = true;
      err.printf(
          "vedette detect: %s: the source changes from %dx%d to %dx%d; such frames are fitted%n",
          file, width, height, drawn.width(), drawn.height());
    }
    waiting.add(
        encoder.submit(
            () -> {
              write(drawn, millis);
              return null;
            }));
  }

  private void write(Picture drawn, double millis) throws IOException {
    if (broken) {
      return;
    }
    broken = true;
    if (writer == null) {
      writer = VideoWriter.open(file, width, height, rate);
    }
    writer.write(PictureFit.fit(drawn, width, height), millis);
    broken = false;
  }

  private static void await(Future<?> done) throws IOException {
    try {
      done.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /**
   * Finishes the file; a second time does nothing.
   *
   * @throws IOException when something could not be written
   */
  @Override
  public void close() throws IOException {
    if (encoder.isShutdown()) {
      return;
    }
    Future<?> finished =
        encoder.submit(
            () -> {
              finish();
              return null;
            });
    encoder.shutdown();
    try {
      while (!waiting.isEmpty()) {
        await(waiting.remove());
      }
    } finally {
      await(finished);
    }
  }

  private void finish() throws IOException {
    if (writer == null) {
      return;
    }
    if (writer.retimed()) {
      err.printf(
          "vedette detect: %s: the source's times do not go forward; frames follow each other%n",
          file);
    }
    writer.close();
  }
}
