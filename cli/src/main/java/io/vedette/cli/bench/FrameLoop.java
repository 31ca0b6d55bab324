package io.vedette.cli.bench;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.image.PictureTensor;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.image.PixelType;
import io.vedette.detector.runtime.BareRuns;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a detector's answer to a fresh picture and the bare call of the same model, in turns frame
 * by frame, so that other load on the machine slows both alike.
 */
final class FrameLoop {

  /** A camera's loop runs for days: what counts is code that the virtual machine has compiled. */
  private static final int WARM_UP = 200;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final byte[] model;
  private final DetectorSpec spec;
  private final RuntimeOptions options;

  FrameLoop(byte[] model, DetectorSpec spec, RuntimeOptions options) {
    this.model = model;
    this.spec = spec;
    this.options = options;
  }

  /**
   * Times of a call, milliseconds.
   *
   * @param wall by the clock
   * @param work processor time of the calling thread: the fairer measure on a busy machine, and all
   *     that there is if the model has one thread
   */
  record CallTimes(Quantiles wall, Quantiles work) {}

  /**
   * What was measured, milliseconds.
   *
   * @param overhead the loop's time over the bare call's, less 1: the median over all pairs
   * @param overheadWork likewise, in processor time
   */
  record Result(
      Quantiles jpeg,
      VideoCost video,
      CallTimes bare,
      CallTimes loop,
      Quantiles preprocessing,
      double overhead,
      double overheadWork) {

    /** What the loop takes besides preprocessing and the call: heads, suppression, boxes. */
    double rest() {
      return Math.max(0, loop.work().median() - bare.work().median() - preprocessing.median());
    }

    /** Cameras that one core serves at so many frames a second, pictures decoded elsewhere. */
    double camerasPerCore(double rate) {
      return 1000 / (rate * loop.work().median());
    }

    /** The same where the core decodes the video too. */
    double camerasPerCoreWithVideo(double rate) {
      return 1000 / (rate * (loop.work().median() + video.takenWork()));
    }
  }

  /**
   * @param jpeg the picture that is decoded anew for each frame
   * @param video is decoded for lines of its own
   */
  Result run(byte[] jpeg, Path video, int frames) throws DetectorException, IOException {
    List<Double> decoding = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    List<Double> loop = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    List<Double> bareWork = new ArrayList<>();
    List<Double> loopWork = new ArrayList<>();
    List<Double> ratiosWork = new ArrayList<>();
    List<Double> preprocessing = new ArrayList<>();
    try (BareRuns call = BareRuns.open(model, spec, options);
        Detector detector = OnnxDetector.open(model, spec, options);
        PictureTensor tensor = new PictureTensor(spec.input(), PixelType.FLOAT32, 1)) {
      for (int i = -WARM_UP; i < frames; i++) {
        long work = THREADS.getCurrentThreadCpuTime();
        double bareMs = time(call::run);
        double bareWorkMs = (THREADS.getCurrentThreadCpuTime() - work) / 1e6;
        Picture[] picture = new Picture[1];
        double decodeMs = time(() -> picture[0] = Pictures.decode(jpeg, "frame"));
        work = THREADS.getCurrentThreadCpuTime();
        double loopMs = time(() -> detector.detect(picture[0]));
        double loopWorkMs = (THREADS.getCurrentThreadCpuTime() - work) / 1e6;
        picture[0] = Pictures.decode(jpeg, "frame");
        double putMs = time(() -> tensor.put(0, picture[0]));
        if (i >= 0) {
          bare.add(bareMs);
          decoding.add(decodeMs);
          loop.add(loopMs);
          ratios.add(loopMs / bareMs);
          bareWork.add(bareWorkMs);
          loopWork.add(loopWorkMs);
          ratiosWork.add(loopWorkMs / bareWorkMs);
          preprocessing.add(putMs);
        }
      }
    }
    return new Result(
        Quantiles.of(decoding),
        VideoCost.of(video, frames),
        new CallTimes(Quantiles.of(bare), Quantiles.of(bareWork)),
        new CallTimes(Quantiles.of(loop), Quantiles.of(loopWork)),
        Quantiles.of(preprocessing),
        Quantiles.median(ratios) - 1,
        Quantiles.median(ratiosWork) - 1);
  }

  private interface Work {
    void run() throws DetectorException;
  }

  private static double time(Work work) throws DetectorException {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e6;
  }
}
