package io.vedette.edge.pipeline;

import io.vedette.detector.Detection;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Frame;
import io.vedette.detector.Picture;
import io.vedette.edge.camera.Camera;
import io.vedette.edge.camera.CameraConfig;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The frame loop of one camera. Its thread alone touches student, motion and fusion. */
public final class Pipeline implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  /** Without frames, tasks wait for so long at most. */
  private static final Duration FRAME_TIMEOUT = Duration.ofMillis(200);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private final Camera camera;
  private final String id;
  private final StudentConfig config;
  private final Consumer<FrameResult> listener;
  private final FrameStats stats = new FrameStats();
  private final SteadyClock clock = new SteadyClock();
  private final VerdictFusion fusion = new VerdictFusion();
  private final RecentPictures recent = new RecentPictures();
  private final ActiveModel model;
  private final GatedInference inference;
  private final LatestResult latest;

  /** Run between two frames, in their order. Few: swaps and verdicts. */
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  private final Thread thread;
  private final SceneMotion scene;
  private List<Detection> things = List.of();
  private int width;
  private int height;
  private String lastFault = "";
  private volatile long faults;
  private volatile boolean closed;

  private Pipeline(
      Camera camera,
      View view,
      StudentDetector first,
      StudentConfig config,
      Consumer<FrameResult> listener) {
    this.camera = camera;
    this.id = camera.status().id();
    this.scene = new SceneMotion(camera.motion(), view);
    this.config = config;
    this.listener = listener;
    this.model = new ActiveModel(first, stats);
    this.inference = new GatedInference(model, view, config.motionGate());
    this.latest = new LatestResult(camera::giveBack);
    this.thread = new Thread(this::run, "frames-" + id);
    thread.setDaemon(true);
  }

  /**
   * Starts the frame loop.
   *
   * @param view what of the picture is of interest
   * @param first owned by the pipeline from now on
   * @param listener called with every result on the frame loop's thread; must return at once
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

  /** Id of its camera. */
  public String cameraId() {
    return id;
  }

  /** Another student of these, with this camera's tiles. */
  public StudentDetector open(StudentDetectors students) throws DetectorException {
    return students.open(camera.tiles());
  }

  /**
   * From the next frame on the camera is as another configuration of it says. Its source is opened
   * again only where that changes what is read. Tiles are for detectors that are opened later; see
   * {@link #replace}.
   */
  public void change(CameraConfig next) {
    camera.change(next);
    View changed = next.view();
    tasks.add(() -> look(changed));
  }

  private void look(View changed) {
    scene.look(changed);
    inference.look(changed);
  }

  /**
   * Puts a detector of the same model in the place of the one that answers now, which is closed.
   * Not during a trial.
   *
   * @param next owned by the pipeline from now on
   */
  public void replace(StudentDetector next) {
    tasks.add(() -> model.replace(next));
  }

  /** From now on the longest gap between answered frames is measured, until the trial has ended. */
  public void expectSwap() {
    tasks.add(stats::beginSwap);
  }

  /**
   * Swaps in another student between two frames, on trial: the old one stays open until {@link
   * #keep} or {@link #goBack}.
   *
   * @param next opened, warm and tested; owned by the pipeline from now on
   * @return the longest gap in milliseconds, once {@code next} answered enough frames; fails, with
   *     the old student back in its place, when it cannot
   */
  public CompletableFuture<Double> swap(StudentDetector next) {
    CompletableFuture<Double> passed = new CompletableFuture<>();
    tasks.add(() -> model.begin(next, config.confirmFrames(), passed));
    return passed;
  }

  /** The student on trial stays. */
  public void keep() {
    tasks.add(model::keep);
  }

  /** The student on trial is closed before the next frame; without a trial nothing changes. */
  public void goBack(String reason) {
    tasks.add(() -> model.goBack(new DetectorException(reason)));
  }

  /**
   * Fuses a verdict before the next frame. Objects in a mask, or too small, are left out.
   *
   * @param objects the teacher's, by their labels, boxes in pixels of the frame
   * @param region the part of the frame that the teacher was shown
   * @param capturedAtMillis capture time of that frame
   */
  public void onVerdict(List<Detection> objects, Region region, long capturedAtMillis) {
    tasks.add(() -> fuse(objects, region, capturedAtMillis));
  }

  private void fuse(List<Detection> objects, Region region, long capturedAtMillis) {
    List<String> labels = model.student().labels();
    long millis = clock.of(capturedAtMillis);
    View then = scene.viewAt(millis);
    List<Detection> ofInterest =
        objects.stream()
            .map(d -> new Detection(d.box(), labels.indexOf(d.label()), d.label(), d.score()))
            .filter(d -> then.isOfInterest(d, width, height))
            .toList();
    fusion.onVerdict(ofInterest, region, millis);
  }

  /** The newest result. Its picture changes when there is a newer one. */
  public Optional<FrameResult> latest() {
    return latest.get();
  }

  /** A copy of the newest result: the same object until there is a newer one. */
  public Optional<FrameResult> snapshot() {
    return latest.snapshot();
  }

  /** Recent pictures to test a new student with, the newest last; empty before the first. */
  public List<Picture> recent() {
    return recent.all();
  }

  /** How camera and frame loop are. */
  public PipelineStatus status() {
    return new PipelineStatus(
        camera.status(),
        inference.runningMillis(),
        stats.frames(),
        inference.still(),
        inference.errors() + faults,
        stats.times(),
        scene.status(),
        camera.telemetry());
  }

  private void run() {
    MDC.put("camera", id);
    try {
      while (!closed) {
        runTasks();
        Frame frame = camera.next(FRAME_TIMEOUT);
        if (frame != null) {
          guarded(() -> answer(frame));
        }
      }
    } catch (InterruptedException e) {
      log.debug("frame loop interrupted");
    } finally {
      runTasks();
      recent.clear();
      model.close();
    }
  }

  private void runTasks() {
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      guarded(next);
    }
  }

  /**
   * Runs one task or frame. A fault, be it ours or a frame too large for the memory that is left,
   * costs that one and is counted; the loop goes on. The same fault in a row is logged once.
   */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | OutOfMemoryError e) {
      faults++;
      if (!e.toString().equals(lastFault)) {
        lastFault = e.toString();
        log.warn("the frame loop goes on after a fault", e);
      }
    }
  }

  private void answer(Frame frame) {
    long millis = clock.next(frame.capturedAt().toEpochMilli(), System.nanoTime());
    long startNanos = System.nanoTime();
    long still = inference.still();
    scene.next(frame.image(), things);
    scene.remember(millis);
    List<Detection> detections = inference.detect(frame, millis, scene);
    if (detections == null) {
      camera.giveBack(frame);
      return;
    }
    double latency = (System.nanoTime() - startNanos) / 1e6;
    if (!frame.damaged()) {
      recent.add(frame.image());
    }
    double inferred = inference.still() == still ? latency : 0;
    FrameResult result = result(frame, millis, detections, inferred);
    latest.replace(result);
    stats.record(latency);
    model.onFrameAnswered();
    listener.accept(result);
  }

  private FrameResult result(
      Frame frame, long millis, List<Detection> detections, double latencyMillis) {
    width = frame.image().width();
    height = frame.image().height();
    StudentDetector student = model.student();
    View.Sorted sorted = scene.view().sort(detections, student.threshold(), width, height);
    things = sorted.shown();
    TrackedFrame tracked =
        fusion.onFrame(
            sorted.shown(),
            sorted.peaks(),
            student.threshold(),
            millis,
            width,
            height,
            scene.motion());
    return new FrameResult(
        frame,
        millis,
        student,
        sorted,
        tracked,
        fusion.refuted(),
        scene.view(),
        inference.unseenMotion(detections),
        latencyMillis,
        scene.motion(),
        scene.isClosed(),
        camera.placeOf(frame));
  }

  @Override
  public void close() {
    closed = true;
    camera.close();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
