package io.vedette.detector.runtime;

import io.vedette.detector.DetectorException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs work on a thread with a deep stack: where ONNX Runtime 1.29 starts up it needs the more of
 * it the longer the process's command line is (class paths are long), and takes the whole process
 * down when it does not get it. Measured: the 1 MiB that Java gives a thread is too little from
 * about 4 KB of command line on; 16 MiB are enough for 60 KB.
 */
final class DeepStack {

  private static final long BYTES = 16L << 20;

  private DeepStack() {}

  /** Work that may find a model at fault. */
  interface Work<T> {
    T run() throws DetectorException;
  }

  static <T> T call(Work<T> work) throws DetectorException {
    FutureTask<T> task = new FutureTask<>(work::run);
    Thread thread = new Thread(null, task, "onnx-open", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          // it cannot be broken off half way; the caller sees the interrupt afterwards
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DetectorException refusal) {
        throw refusal;
      }
      throw new IllegalStateException("ONNX Runtime failed: " + e.getCause(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
