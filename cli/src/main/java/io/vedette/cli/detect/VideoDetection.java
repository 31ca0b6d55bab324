package io.vedette.cli.detect;

import io.vedette.cli.check.PathChecks;
import io.vedette.cli.option.DetectorLanes;
import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Annotator;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers a video or stream frame by frame, until it ends, a limit, or the process is stopped.
 * Decoding, answering and encoding go on at the same time, each in threads of its own.
 */
final class VideoDetection implements DetectRun {

  /** So many frames in a row that cannot be decoded end a video. */
  private static final int MAX_DAMAGED_IN_A_ROW = 100;

  private final String source;
  private final String name;
  private final @Nullable Path output;
  private final long limit;
  private final DetectionsJson form;
  private final PrintWriter err;

  private final TreeMap<String, Integer> seen = new TreeMap<>();
  private long read;
  private long answered;
  private long undecoded;
  private long damaged;
  private boolean outputFailed;

  /** A frame that was read. */
  private record ReadFrame(long index, double millis, Picture picture, boolean damaged) {}

  /** A frame that was answered. {@code drawn} where the video is written. */
  private record AnsweredFrame(
      ReadFrame frame, List<Detection> detections, @Nullable Picture drawn) {}

  private VideoDetection(
      String source,
      String name,
      @Nullable Path output,
      long limit,
      DetectionsJson form,
      PrintWriter err) {
    this.source = source;
    this.name = name;
    this.output = output;
    this.limit = limit > 0 ? limit : Long.MAX_VALUE;
    this.form = form;
    this.err = err;
  }

  /**
   * Makes ready, before anything slow.
   *
   * @param source file or URL
   * @param name how answers name it: a URL without its password
   * @param output file or folder for the video with the boxes drawn in; null for nowhere
   * @param limit frames to answer; 0 for all
   * @throws IOException when the output cannot be written
   */
  static VideoDetection of(
      String source,
      String name,
      @Nullable Path output,
      long limit,
      DetectionsJson form,
      PrintWriter err)
      throws IOException {
    Path file = null;
    if (output != null) {
      file = file(output, name);
      PathChecks.prepareFile(file, "--output");
      PathChecks.notInputs(List.of(file), sourceFile(source), "--output");
    }
    return new VideoDetection(source, name, file, limit, form, err);
  }

  private static List<Path> sourceFile(String source) {
    return source.contains("://") ? List.of() : List.of(Path.of(source));
  }

  private static Path file(Path output, String name) throws IOException {
    if (output.toString().toLowerCase(Locale.ROOT).endsWith(".mp4")) {
      return output;
    }
    PathChecks.prepareFolder(output, "--output");
    return output.resolve(AnnotatedNames.ofVideo(name));
  }

  @Override
  public int lanes() {
    return DetectorLanes.MAX;
  }

  @Override
  public boolean run(List<Detector> detectors, BooleanSupplier stopping, PrintWriter out)
      throws DetectorException, IOException {
    long begun = System.nanoTime();
    try (VideoReader reader = VideoReader.open(source);
        AnnotatedVideo video =
            output == null ? null : new AnnotatedVideo(output, reader.rate(), err)) {
      long total = Math.min(limit, reader.frames());
      ProgressLine progress = total > 0 ? new ProgressLine(err, "detecting", total) : null;
      OrderedWork.run(
          () -> stopping.getAsBoolean() || read >= limit ? null : next(reader),
          detectors.stream().map(this::worker).toList(),
          frame -> {
            take(frame, video);
            if (progress != null) {
              progress.at(Math.min(answered, total));
            }
          });
      finish(video);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    out.printf(
        Locale.ROOT,
        "%s: %d frames, %.1f a second, detections %s%s%n",
        name,
        answered,
        answered / seconds,
        seen,
        lost());
    out.flush();
    return !outputFailed;
  }

  private String lost() {
    return (undecoded == 0 ? "" : ", " + undecoded + " frames could not be decoded")
        + (damaged == 0 ? "" : ", " + damaged + " frames are damaged");
  }

  private OrderedWork.Worker<ReadFrame, AnsweredFrame> worker(Detector detector) {
    return frame -> {
      List<Detection> detections = detector.detect(frame.picture());
      Picture drawn = output == null ? null : Annotator.draw(frame.picture(), detections);
      return new AnsweredFrame(frame, detections, drawn);
    };
  }

  private void take(AnsweredFrame answer, @Nullable AnnotatedVideo video) throws IOException {
    ReadFrame frame = answer.frame();
    answer.detections().forEach(d -> seen.merge(d.label(), 1, Integer::sum));
    damaged += frame.damaged() ? 1 : 0;
    form.addFrame(
        name,
        new DetectionsJson.FramePlace(frame.index(), Math.round(frame.millis()), frame.damaged()),
        frame.picture().width(),
        frame.picture().height(),
        answer.detections());
    answered++;
    if (video != null && answer.drawn() != null && !outputFailed) {
      try {
        video.add(answer.drawn(), frame.millis());
      } catch (IOException e) {
        goOnWithout(e);
      }
    }
  }

  private void finish(@Nullable AnnotatedVideo video) throws IOException {
    try {
      if (video != null) {
        video.close();
      }
    } catch (IOException e) {
      if (!outputFailed) {
        goOnWithout(e);
      }
    }
  }

  /** The form is worth having without the video; nothing else is. */
  private void goOnWithout(IOException e) throws IOException {
    if (!form.isWanted()) {
      throw e;
    }
    outputFailed = true;
    err.println("vedette detect: " + e.getMessage() + "; only --json is written");
  }

  /** The next frame that can be decoded; null at the end. */
  private @Nullable ReadFrame next(VideoReader reader) throws DetectorException, IOException {
    for (int inARow = 1; ; inARow++) {
      try {
        VideoFrame frame = reader.next();
        if (frame == null) {
          return null;
        }
        read++;
        return new ReadFrame(frame.index(), frame.timeMillis(), frame.picture(), frame.isDamaged());
      } catch (DetectorException e) {
        undecoded++;
        if (inARow == MAX_DAMAGED_IN_A_ROW) {
          throw e;
        }
        if (undecoded == 1) {
          err.println("vedette detect: " + e.getMessage() + "; left out, as others like it");
        }
      }
    }
  }
}
