package io.vedette.detector.runtime;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.TileSpec;
import io.vedette.detector.head.Hints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One model for several callers, each of whom has a {@link Detector} of its own by {@link #join}.
 * It has as many lanes as inferences may run at once. Who asks while a lane is free leads: it runs
 * whatever is waiting, as one batch where the graph takes one, with its own thread. So there is no
 * thread to stop and nobody to wait for.
 *
 * <p>On an accelerator, where a batch costs hardly more than a picture, a leader first waits a
 * moment for the others; on a processor that gains nothing, and it does not.
 */
public final class SharedDetector {

  private static final Duration MOMENT = Duration.ofMillis(2);

  private final OnnxDetector first;
  private final int maxLanes;
  private final int maxBatch;
  private final Duration patience;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Request> waiting = new ArrayDeque<>();
  private final Deque<OnnxDetector> freeLanes = new ArrayDeque<>();
  private final List<OnnxDetector> lanes = new ArrayList<>();
  private boolean gathering;
  private int callers;
  private int inLanes;
  private boolean closed;

  private SharedDetector(OnnxDetector first, int lanes, Duration patience) {
    this.first = first;
    this.maxLanes = lanes;
    this.maxBatch = first.largestBatch();
    this.patience = maxBatch > 1 ? patience : Duration.ZERO;
    this.lanes.add(first);
    this.freeLanes.add(first);
  }

  /**
   * Opens an ONNX file for several, its spec inferred, as {@link OnnxDetector#open(Path, Hints,
   * RuntimeOptions)} does for one.
   *
   * @param lanes inferences that may run at once, 1 or more
   */
  public static SharedDetector open(Path model, Hints hints, RuntimeOptions options, int lanes)
      throws DetectorException {
    DetectorModel read = DetectorModel.read(model, hints);
    return over(OnnxDetector.plain(read.bytes(), read.spec(), model.toString(), options), lanes);
  }

  /**
   * Opens a model for several; it is closed when the last who joined has left.
   *
   * @param lanes inferences that may run at once, 1 or more
   */
  public static SharedDetector open(
      byte[] model, DetectorSpec spec, RuntimeOptions options, int lanes) throws DetectorException {
    return over(OnnxDetector.plain(model, spec, "model", options), lanes);
  }

  private static SharedDetector over(OnnxDetector detector, int lanes) {
    return over(detector, lanes, detector.providers().accelerated() ? MOMENT : Duration.ZERO);
  }

  /**
   * Shares a detector.
   *
   * @param detector owned by this one from now on
   * @param patience how long a caller waits for others to fill a batch
   */
  static SharedDetector over(OnnxDetector detector, int lanes, Duration patience) {
    return new SharedDetector(detector, lanes, patience);
  }

  /** A caller's own detector that looks as the spec says. */
  public Optional<Detector> join() {
    return join(first.spec().tiles());
  }

  /**
   * A caller's own detector, for one thread; empty when all have left and the model is closed. The
   * tiles of a picture are one request, and share a batch with what others ask.
   *
   * @param tiles in which this caller's pictures are looked at
   */
  public Optional<Detector> join(TileSpec tiles) {
    lock.lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      callers++;
      return Optional.of(TiledDetector.over(new Joined(), tiles));
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      callers--;
      changed.signalAll();
      if (callers == 0) {
        closed = true;
        lanes.forEach(OnnxDetector::close);
      }
    } finally {
      lock.unlock();
    }
  }

  private List<List<Detection>> ask(List<? extends FrameImage> pictures) throws DetectorException {
    Request request = new Request(pictures);
    lock.lock();
    try {
      waiting.add(request);
      changed.signalAll();
      while (!request.isAnswered()) {
        if (!request.taken && !gathering && (!freeLanes.isEmpty() || lanes.size() < maxLanes)) {
          lead();
        } else {
          changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
    return request.answer();
  }

  /** Runs what is waiting, on a free lane; the lock is held before and after, not meanwhile. */
  private void lead() {
    gather();
    OnnxDetector lane = freeLanes.poll();
    if (lane == null) {
      lane = first.twin();
      lanes.add(lane);
    }
    List<Request> batch = taken();
    inLanes += batch.size();
    // what found no room may take another lane
    changed.signalAll();
    lock.unlock();
    try {
      run(lane, batch);
    } finally {
      lock.lock();
      batch.forEach(Request::breakOff);
      inLanes -= batch.size();
      freeLanes.push(lane);
      changed.signalAll();
    }
  }

  /** Waits for those who may still ask, for a moment, until a batch is full. */
  private void gather() {
    gathering = true;
    long left = patience.toNanos();
    try {
      while (left > 0 && waiting.size() < Math.min(maxBatch, callers - inLanes)) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gathering = false;
    }
  }

  /** The oldest requests that fit into one batch, at least one. */
  private List<Request> taken() {
    List<Request> batch = new ArrayList<>();
    int pictures = 0;
    for (Request next = waiting.peek(); next != null; next = waiting.peek()) {
      pictures += next.pictures.size();
      if (!batch.isEmpty() && pictures > maxBatch) {
        break;
      }
      next.taken = true;
      batch.add(waiting.remove());
    }
    return batch;
  }

  private static void run(OnnxDetector lane, List<Request> batch) {
    List<FrameImage> pictures = new ArrayList<>();
    batch.forEach(request -> pictures.addAll(request.pictures));
    try {
      List<List<Detection>> answers = lane.detectAll(pictures);
      int from = 0;
      for (Request request : batch) {
        int until = from + request.pictures.size();
        request.answered = List.copyOf(answers.subList(from, until));
        from = until;
      }
    } catch (DetectorException | RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).failure = e;
      } else {
        // one of them is at fault; the others have a right to their answers
        batch.forEach(request -> run(lane, List.of(request)));
      }
    }
  }

  /** What one caller asked and what came of it. Guarded by the lock once it is answered. */
  private static final class Request {
    private final List<? extends FrameImage> pictures;
    private boolean taken;
    private volatile @Nullable List<List<Detection>> answered;
    private volatile @Nullable Exception failure;

    Request(List<? extends FrameImage> pictures) {
      this.pictures = pictures;
    }

    boolean isAnswered() {
      return answered != null || failure != null;
    }

    /** Nobody waits for ever, even if an error went through the lane. */
    void breakOff() {
      if (!isAnswered()) {
        failure = new IllegalStateException("the detector broke off");
      }
    }

    List<List<Detection>> answer() throws DetectorException {
      List<List<Detection>> answer = answered;
      if (answer != null) {
        return answer;
      }
      if (failure instanceof DetectorException e) {
        throw new DetectorException(String.valueOf(e.getMessage()), e);
      }
      throw new IllegalStateException(String.valueOf(failure), failure);
    }
  }

  /** One caller's view. */
  private final class Joined implements Detector {
    private boolean left;

    @Override
    public DetectorSpec spec() {
      return first.spec();
    }

    @Override
    public String digest() {
      return first.digest();
    }

    @Override
    public String runsOn() {
      return first.runsOn();
    }

    @Override
    public long droppedAnswers() {
      return first.droppedAnswers();
    }

    @Override
    public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
      return answers(pictures);
    }

    @Override
    public List<Detection> detect(FrameImage image) throws DetectorException {
      return answers(List.of(image)).get(0);
    }

    private List<List<Detection>> answers(List<? extends FrameImage> pictures)
        throws DetectorException {
      if (left) {
        throw new IllegalStateException("this detector was closed");
      }
      return ask(pictures);
    }

    @Override
    public void close() {
      if (!left) {
        left = true;
        leave();
      }
    }
  }
}
