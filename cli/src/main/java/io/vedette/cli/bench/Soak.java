package io.vedette.cli.bench;

import com.sun.management.ThreadMXBean;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Lets a detector answer one picture again and again and looks whether anything grows. */
final class Soak {

  private static final int WARM_UP = 50;
  private static final double MIB = 1 << 20;

  private Soak() {}

  /**
   * @param bytesPerFrame that the answering thread took from the Java heap, answers included
   * @param heapBefore after a collection, MiB
   * @param heapAfter likewise
   * @param residentBefore of this process, MiB
   * @param residentAfter likewise
   */
  record Result(
      long frames,
      double seconds,
      double bytesPerFrame,
      double heapBefore,
      double heapAfter,
      double residentBefore,
      double residentAfter) {}

  static Result run(Detector detector, Picture picture, Duration time)
      throws DetectorException, IOException {
    for (int i = 0; i < WARM_UP; i++) {
      detector.detect(picture);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    double heap = heapMiB();
    double resident = ProcessMemory.ofThis().residentMiB();
    long bytes = threads.getThreadAllocatedBytes(self);
    long begin = System.nanoTime();
    long frames = 0;
    while (System.nanoTime() - begin < time.toNanos()) {
      detector.detect(picture);
      frames++;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double perFrame = (double) (threads.getThreadAllocatedBytes(self) - bytes) / frames;
    return new Result(
        frames, seconds, perFrame, heap, heapMiB(), resident, ProcessMemory.ofThis().residentMiB());
  }

  @SuppressWarnings("SystemGC") // what is garbage must not count
  private static double heapMiB() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
  }
}
