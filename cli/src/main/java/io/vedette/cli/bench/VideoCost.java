package io.vedette.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import io.vedette.detector.DetectorException;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a frame of a video costs: decoded and made a picture, or decoded and passed over. The codec
 * works ahead in threads of its own, so that one frame alone can take any time: a whole playing is
 * timed, and divided.
 *
 * @param taken milliseconds a frame where each is made a picture
 * @param passed milliseconds a frame where none is
 * @param takenWork milliseconds of processor time a frame, in all threads of this process
 * @param passedWork likewise
 */
record VideoCost(Quantiles taken, Quantiles passed, double takenWork, double passedWork) {

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * Plays a video again and again, its frames taken and passed over in turns.
   *
   * @param frames counted frames of each side, at least
   */
  static VideoCost of(Path video, int frames) throws IOException, DetectorException {
    new Side(true).play(video, frames);
    new Side(false).play(video, frames);
    Side taking = new Side(true);
    Side passing = new Side(false);
    while (passing.frames < frames) {
      taking.play(video, frames);
      passing.play(video, frames);
    }
    return new VideoCost(
        Quantiles.of(taking.times), Quantiles.of(passing.times), taking.work(), passing.work());
  }

  /** Processor time of a camera of which every frame is made a picture, milliseconds a second. */
  double allTaken(double rate) {
    return rate * takenWork;
  }

  /** The same where all but so many a second are passed over. */
  double someTaken(double rate, double answered) {
    return answered * takenWork + (rate - answered) * passedWork;
  }

  private static final class Side {
    private final boolean takes;
    private final List<Double> times = new ArrayList<>();
    private long frames;
    private long workNanos;

    Side(boolean takes) {
      this.takes = takes;
    }

    void play(Path video, int most) throws IOException, DetectorException {
      try (VideoReader reader = VideoReader.open(video.toString())) {
        long work = PROCESS.getProcessCpuTime();
        long begin = System.nanoTime();
        int played = 0;
        for (VideoFrame frame = reader.next(); frame != null; frame = reader.next()) {
          if (takes) {
            frame.picture();
          }
          if (++played == most) {
            break;
          }
        }
        if (played == 0) {
          throw new DetectorException(video + " has no frames");
        }
        times.add((System.nanoTime() - begin) / 1e6 / played);
        frames += played;
        workNanos += PROCESS.getProcessCpuTime() - work;
      }
    }

    double work() {
      return workNanos / 1e6 / frames;
    }
  }
}
