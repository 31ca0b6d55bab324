package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.link.InstalledModel;
import io.vedette.edge.link.Transfers;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.registry.manifest.Variant;
import io.vedette.wire.Backoff;
import io.vedette.wire.DigestException;
import io.vedette.wire.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One order's way: verify, download, self-test, swap, confirm. */
final class Installation {

  private static final Logger log = LoggerFactory.getLogger(Installation.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  /** Cameras that give no frames do not hold a version up for longer than this. */
  private static final Duration SLOW_CAMERAS = Duration.ofSeconds(30);

  private final InstallRequest order;
  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final StudentConfig studentConfig;
  private final List<Pipeline> pipelines;
  private final Transfers transfers;
  private final Consumer<CommandProgress> reports;
  private final long deadline;

  Installation(
      InstallRequest order,
      Slots slots,
      TrustedKey key,
      UpdateConfig config,
      StudentConfig studentConfig,
      List<Pipeline> pipelines,
      Transfers transfers,
      Consumer<CommandProgress> reports) {
    this.order = order;
    this.slots = slots;
    this.key = key;
    this.config = config;
    this.studentConfig = studentConfig;
    this.pipelines = pipelines;
    this.transfers = transfers;
    this.reports = reports;
    this.deadline = System.nanoTime() + order.patience().toNanos();
  }

  /**
   * Checks that the order may be followed.
   *
   * @throws UpdateException when the manifest is not to be trusted, or the version is known to
   *     crash
   */
  InstalledModel verified() throws UpdateException {
    Variant variant = variant();
    return new InstalledModel(order.manifest().id(), variant.name(), variant.artifact().sha256());
  }

  /**
   * Goes all the way from download to confirmation.
   *
   * @return the longest gap of any camera in milliseconds
   * @throws UpdateException when the version cannot be taken on; the cameras run what they ran
   */
  double run() throws UpdateException, IOException, DetectorException, InterruptedException {
    Variant variant = variant();
    pipelines.forEach(Pipeline::expectSwap);
    Slot slot =
        new Slot(
            order.manifest().id(),
            variant.name(),
            slots.freeFile(),
            variant.artifact().sha256(),
            order.manifest().detector(),
            order.commandId());
    fetch(variant, slots.file(slot));
    tell(CommandPhase.SELF_TEST, "on recent frames");
    List<StudentDetector> students = tested(slot);
    beginTrial(slot, students);
    double gap = trial(students);
    confirm(slot);
    pipelines.forEach(Pipeline::keep);
    return gap;
  }

  private Variant variant() throws UpdateException {
    key.verify(order.received());
    Variant variant =
        order
            .manifest()
            .variant(order.variant())
            .orElseThrow(
                () ->
                    new UpdateException(
                        order.manifest().id() + " has no variant '" + order.variant() + "'"));
    if (slots.isRefused(variant.artifact().sha256())) {
      throw new UpdateException(
          order.manifest().id() + " " + variant.name() + " crashed this agent before");
    }
    return variant;
  }

  private void fetch(Variant variant, Path target)
      throws UpdateException, IOException, InterruptedException {
    String digest = variant.artifact().sha256();
    tell(CommandPhase.DOWNLOADING, variant.artifact().size() + " bytes");
    Path download = slots.download(digest);
    Backoff backoff = new Backoff(FIRST_RETRY, LAST_RETRY, new Random());
    boolean wrongBefore = false;
    while (!Files.exists(download)) {
      try {
        transfers.download(variant.artifact(), download);
      } catch (DigestException e) {
        if (wrongBefore) {
          throw new UpdateException(String.valueOf(e.getMessage()), e);
        }
        wrongBefore = true;
      } catch (IOException e) {
        Duration wait = backoff.next();
        if (System.nanoTime() + wait.toNanos() > deadline) {
          throw new UpdateException("download: no time left: " + e.getMessage(), e);
        }
        log.info(
            "download of {}: {}; again in {} ms",
            Digests.brief(digest),
            e.getMessage(),
            wait.toMillis());
        TimeUnit.NANOSECONDS.sleep(wait.toNanos());
      }
    }
    Files.move(
        download, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** One open, warm and tested student for each camera. */
  private List<StudentDetector> tested(Slot slot) throws UpdateException, DetectorException {
    StudentDetectors students =
        StudentDetectors.known(slots.file(slot), slot.detector(), studentConfig);
    List<StudentDetector> open = new ArrayList<>();
    try {
      for (Pipeline pipeline : pipelines) {
        List<Picture> frames = frames(pipeline, students);
        if (open.isEmpty()) {
          SelfTest.checkFinite(students.model(), students.spec(), frames.get(0));
        }
        StudentDetector student = pipeline.open(students);
        open.add(student);
        double median =
            new SelfTest(config.maxLatencyFactor())
                .check(student, frames, pipeline.status().latencyP50Millis());
        log.info("self-test of {}: {} frames, median {} ms", slot.version(), frames.size(), median);
      }
      return open;
    } catch (UpdateException | DetectorException | RuntimeException e) {
      open.forEach(StudentDetector::close);
      throw e;
    }
  }

  /** Recent frames; a grey picture where the camera has given none yet. */
  private List<Picture> frames(Pipeline pipeline, StudentDetectors students) {
    List<Picture> recent = pipeline.recent();
    if (!recent.isEmpty()) {
      int from = Math.max(0, recent.size() - config.selfTestFrames());
      return recent.subList(from, recent.size());
    }
    int width = students.spec().input().width();
    int height = students.spec().input().height();
    byte[] grey = new byte[width * height * 3];
    java.util.Arrays.fill(grey, (byte) 114);
    return List.of(new Picture(width, height, grey));
  }

  private double trial(List<StudentDetector> students)
      throws UpdateException, IOException, InterruptedException {
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    for (int i = 0; i < pipelines.size(); i++) {
      answers.add(pipelines.get(i).swap(students.get(i)));
    }
    tell(CommandPhase.SWAPPED, "answers its first frames");
    try {
      long until = Math.min(deadline, System.nanoTime() + SLOW_CAMERAS.toNanos());
      int answered = 0;
      double gap = 0;
      for (CompletableFuture<Double> answer : answers) {
        try {
          gap = Math.max(gap, answer.get(until - System.nanoTime(), TimeUnit.NANOSECONDS));
          answered++;
        } catch (TimeoutException e) {
          log.info("a camera gave no frames to the new version in time");
        }
      }
      if (answered == 0) {
        throw new UpdateException("no camera gave the new version enough frames in time");
      }
      return gap;
    } catch (ExecutionException e) {
      goBack("a camera's first frames failed");
      throw new UpdateException("first frames: " + e.getMessage(), e);
    } catch (UpdateException e) {
      goBack(String.valueOf(e.getMessage()));
      throw e;
    } catch (InterruptedException e) {
      // An orderly stop is no crash: the version may be tried again.
      goBack("the version was withdrawn");
      throw e;
    }
  }

  private void beginTrial(Slot slot, List<StudentDetector> students) throws IOException {
    try {
      slots.beginTrial(slot);
    } catch (IOException e) {
      students.forEach(StudentDetector::close);
      throw e;
    }
  }

  private void confirm(Slot slot) throws IOException {
    try {
      slots.confirm(slot);
    } catch (IOException e) {
      goBack("the version could not be noted as confirmed");
      throw e;
    }
  }

  private void goBack(String why) throws IOException {
    // An interrupted thread cannot write files.
    Thread.interrupted();
    pipelines.forEach(p -> p.goBack(why));
    slots.endTrial();
  }

  private void tell(CommandPhase phase, String message) {
    reports.accept(new CommandProgress(order.commandId(), phase, message));
  }
}
