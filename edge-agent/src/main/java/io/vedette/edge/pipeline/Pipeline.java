package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraStatus;
import io.vedette.edge.fusion.VerdictFusion;
import io.vedette.edge.track.TrackedFrame;
import io.vedette.edge.view.Region;
import io.vedette.edge.view.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frame loop of one camera. Its thread alone touches student, gate and fusion. */
public final class Pipeline implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  /** How long a loop without frames waits before it looks for other work. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Camera camera;
  private final StudentConfig config;
  private final Consumer<FrameResult> listener;
  private final FrameStats pace = new FrameStats();
  private final View view;
  private final SteadyClock time = new SteadyClock();
  private final VerdictFusion fusion = new VerdictFusion();

  /** What others want done between two frames, in their order. */
  private final ConcurrentLinkedQueue<Runnable> wishes = new ConcurrentLinkedQueue<>();

  private final Thread thread;

  private final ActiveModel duty;
  private final GatedInference gaze;
  private final RecentPictures recent = new RecentPictures();
  private final LatestResult newest;
  private int width;
  private int height;
  private volatile long faults;
  private String told = "";
  private volatile boolean closed;

  private Pipeline(
      Camera camera,
      View view,
      StudentDetector first,
      StudentConfig config,
      Consumer<FrameResult> listener) {
    this.camera = camera;
    this.view = view;
    this.duty = new ActiveModel(first, pace);
    this.gaze = new GatedInference(duty, new MotionGate(view), config.motionGate());
    this.newest = new LatestResult(camera::giveBack);
    this.config = config;
    this.listener = listener;
    this.thread = new Thread(this::run, "frames-" + camera.status().id());
    thread.setDaemon(true);
  }

  /**
   * Starts to answer.
   *
   * @param view what of the picture is of interest
   * @param first owned by the pipeline from now on
   * @param listener told of every answer on the frame loop's thread; must return at once
   */
  public static Pipeline start(
      Camera camera,
      View view,
      StudentDetector first,
      StudentConfig config,
      Consumer<FrameResult> listener) {
    Pipeline pipeline = new Pipeline(camera, view, first, config, listener);
    pipeline.thread.start();
    return pipeline;
  }

  /** A student of these, which looks at pictures as this camera wants. */
  public StudentDetector open(StudentDetectors students) throws DetectorException {
    return students.open(camera.tiles());
  }

  /** From now on the longest gap between answered frames is measured, until the trial has ended. */
  public void expectSwap() {
    wishes.add(pace::beginSwap);
  }

  /**
   * Takes on another student between two frames, on trial: the old one stays open until {@link
   * #keep} or {@link #goBack}.
   *
   * @param next opened, warm and tested; owned by the pipeline from now on
   * @return the longest gap in milliseconds, once {@code next} answered enough frames; fails, with
   *     the old student back in its place, when it cannot
   */
  public CompletableFuture<Double> swap(StudentDetector next) {
    CompletableFuture<Double> answered = new CompletableFuture<>();
    wishes.add(() -> duty.begin(next, config.confirmFrames(), answered));
    return answered;
  }

  /** The student on trial stays. */
  public void keep() {
    wishes.add(duty::keep);
  }

  /** The student on trial goes, before the next frame; without a trial nothing changes. */
  public void goBack(String why) {
    wishes.add(() -> duty.goBack(new DetectorException(why)));
  }

  /**
   * Takes in a verdict, before the next frame. What stands in a mask or is too small is left out.
   *
   * @param teacher its objects, by their names, boxes in pixels of the frame
   * @param region what of the frame it is about
   * @param capturedAtMillis capture time of the frame that it is about
   */
  public void told(List<Detection> teacher, Region region, long capturedAtMillis) {
    wishes.add(
        () -> {
          List<String> labels = duty.student().labels();
          List<Detection> named =
              teacher.stream()
                  .map(d -> new Detection(d.box(), labels.indexOf(d.label()), d.label(), d.score()))
                  .filter(d -> view.isOfInterest(d, width, height))
                  .toList();
          fusion.told(named, region, time.of(capturedAtMillis));
        });
  }

  /** The newest answer. Its picture is its own no longer when there is a newer. */
  public Optional<FrameResult> latest() {
    return newest.get();
  }

  /** The newest answer with a picture that stays: the same each time until there is a newer. */
  public Optional<FrameResult> snapshot() {
    return newest.lasting();
  }

  /**
   * Waits for an answer, with a picture that stays.
   *
   * @param seen from {@link #snapshot} or an earlier call: another is waited for; null: any will do
   * @return empty when there was none within {@code patience}
   */
  public Optional<FrameResult> next(@Nullable FrameResult seen, Duration patience)
      throws InterruptedException {
    return newest.lastingAfter(seen, patience);
  }

  /** Frames that a new student may be tested with, the newest last; empty before the first. */
  public List<Picture> recent() {
    return recent.all();
  }

  /** How the camera is. */
  public CameraStatus camera() {
    return camera.status();
  }

  /** How the frame loop is. */
  public PipelineStatus status() {
    return new PipelineStatus(
        gaze.lookingMillis(),
        pace.frames(),
        gaze.still(),
        gaze.errors() + faults,
        pace.rate(),
        pace.latency(0.5),
        pace.latency(0.95),
        pace.gapMillis());
  }

  private void run() {
    try {
      while (!closed) {
        fulfilWishes();
        Frame frame = camera.next(PATIENCE);
        if (frame != null) {
          attempt(() -> answer(frame));
        }
      }
    } catch (InterruptedException e) {
      log.debug("frame loop interrupted");
    } finally {
      fulfilWishes();
      duty.close();
    }
  }

  private void fulfilWishes() {
    for (Runnable next = wishes.poll(); next != null; next = wishes.poll()) {
      attempt(next);
    }
  }

  /**
   * Does one thing. A fault in it, be it ours or a frame too large for what memory is left, costs
   * that one thing and is counted: a camera that nobody answers any more would cost everything. The
   * same fault again and again is told once.
   */
  private void attempt(Runnable thing) {
    try {
      thing.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      faults++;
      if (!e.toString().equals(told)) {
        told = e.toString();
        log.warn("camera {}: the frame loop goes on after a fault", camera.status().id(), e);
      }
    }
  }

  private void answer(Frame frame) {
    long millis = time.next(frame.capturedAt().toEpochMilli(), System.nanoTime());
    long begin = System.nanoTime();
    List<Detection> all = gaze.at(frame, millis);
    if (all == null) {
      camera.giveBack(frame);
      return;
    }
    double latency = (System.nanoTime() - begin) / 1e6;
    if (!frame.damaged()) {
      recent.add(frame.picture());
    }
    FrameResult answer = answer(frame, millis, all, latency);
    newest.replace(answer);
    pace.answered(latency);
    duty.answered();
    listener.accept(answer);
  }

  private FrameResult answer(Frame frame, long millis, List<Detection> all, double latency) {
    width = frame.picture().width();
    height = frame.picture().height();
    StudentDetector by = duty.student();
    View.Sorted sorted = view.sort(all, by.threshold(), width, height);
    TrackedFrame tracked =
        fusion.see(sorted.shown(), sorted.peaks(), by.threshold(), millis, width, height);
    return new FrameResult(
        frame,
        millis,
        sorted.shown(),
        sorted.peaks(),
        tracked,
        fusion.refuted(),
        gaze.unseenMotion(all),
        latency,
        by);
  }

  @Override
  public void close() {
    closed = true;
    camera.close();
    try {
      thread.join(CLOSE_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
