package io.vedette.cli.detect;

import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Annotator;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import io.vedette.edge.camera.VideoWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers a video or stream frame by frame, until it ends, a limit, or the process is stopped. */
final class VideoDetection {

  /** So many frames in a row that cannot be decoded end a video. */
  private static final int MAX_DAMAGED_IN_A_ROW = 100;

  private final Detector detector;
  private final DetectionsJson form;
  private final @Nullable Path output;
  private final long limit;

  private final TreeMap<String, Integer> seen = new TreeMap<>();
  private long answered;
  private long damaged;

  /**
   * @param output where the video with the boxes drawn in goes; null for nowhere
   * @param limit frames to answer; 0 for all
   */
  VideoDetection(Detector detector, DetectionsJson form, @Nullable Path output, long limit) {
    this.detector = detector;
    this.form = form;
    this.output = output;
    this.limit = limit > 0 ? limit : Long.MAX_VALUE;
  }

  /**
   * @param source file or URL
   * @param name how answers name it: a URL without its password
   */
  void run(String source, String name, PrintWriter out, PrintWriter err)
      throws DetectorException, IOException {
    long begun = System.nanoTime();
    try (StopSignal stop = new StopSignal();
        VideoReader reader = VideoReader.open(source)) {
      @Nullable ProgressLine progress =
          reader.frames() > 0
              ? new ProgressLine(err, "detecting", Math.min(limit, reader.frames()))
              : null;
      try (Annotated annotated = new Annotated(output, reader.rate())) {
        for (VideoFrame frame = next(reader, err);
            frame != null;
            frame = stop.requested() || answered >= limit ? null : next(reader, err)) {
          answer(name, frame, annotated);
          if (progress != null) {
            progress.at(Math.min(answered, Math.min(limit, reader.frames())));
          }
        }
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.printf(
        Locale.ROOT,
        "%s: %d frames, %.1f a second, detections %s%s%n",
        name,
        answered,
        answered / seconds,
        seen,
        damaged == 0 ? "" : ", " + damaged + " frames could not be decoded");
    out.flush();
  }

  private void answer(String name, VideoFrame frame, Annotated annotated)
      throws DetectorException, IOException {
    Picture picture = frame.picture();
    List<Detection> detections = detector.detect(picture);
    detections.forEach(d -> seen.merge(d.label(), 1, Integer::sum));
    form.addFrame(name, frame.index(), Math.round(frame.timeMillis()), picture, detections);
    annotated.add(picture, detections);
    answered++;
  }

  /** The next frame that can be decoded; null at the end. */
  private @Nullable VideoFrame next(VideoReader reader, PrintWriter err)
      throws DetectorException, IOException {
    for (int inARow = 1; ; inARow++) {
      try {
        return reader.next();
      } catch (DetectorException e) {
        damaged++;
        if (inARow == MAX_DAMAGED_IN_A_ROW) {
          throw e;
        }
        if (damaged == 1) {
          err.println("vedette detect: " + e.getMessage() + "; left out, as others like it");
        }
      }
    }
  }

  /** The video with the boxes, begun when the first frame tells its size. */
  private static final class Annotated implements AutoCloseable {
    private final @Nullable Path file;
    private final double rate;
    private @Nullable VideoWriter writer;

    Annotated(@Nullable Path file, double rate) {
      this.file = file;
      this.rate = rate;
    }

    void add(Picture picture, List<Detection> detections) throws IOException {
      if (file == null) {
        return;
      }
      if (writer == null) {
        writer = VideoWriter.open(file, picture.width(), picture.height(), rate);
      }
      writer.write(Annotator.draw(picture, detections));
    }

    @Override
    public void close() throws IOException {
      if (writer != null) {
        writer.close();
      }
    }
  }
}
