package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.InstalledModel;
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
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One installation: verify, download, self-test, swap, confirm. */
final class Installation {

  private static final Logger log = LoggerFactory.getLogger(Installation.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  /** So long a version waits for cameras without frames, at most. */
  private static final Duration MAX_TRIAL = Duration.ofSeconds(30);

  private final InstallRequest request;
  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final Pipelines pipelines;
  private final CommandClient client;
  private final long deadlineNanos;

  Installation(
      InstallRequest request,
      Slots slots,
      TrustedKey key,
      UpdateConfig config,
      Pipelines pipelines,
      CommandClient client) {
    this.request = request;
    this.slots = slots;
    this.key = key;
    this.config = config;
    this.pipelines = pipelines;
    this.client = client;
    this.deadlineNanos = System.nanoTime() + request.timeout().toNanos();
  }

  /**
   * Verifies the request; the model that it asks for.
   *
   * @throws UpdateException when the manifest is not trusted, or the version crashed this agent
   */
  InstalledModel verified() throws UpdateException {
    Variant variant = variant();
    return new InstalledModel(request.manifest().id(), variant.name(), variant.artifact().sha256());
  }

  /**
   * Installs, from download to confirmation.
   *
   * @return the longest gap of any camera in milliseconds
   * @throws UpdateException when the version cannot be installed; the cameras run their old model
   */
  double run() throws UpdateException, IOException, DetectorException, InterruptedException {
    Variant variant = variant();
    pipelines.all().forEach(Pipeline::expectSwap);
    Slot slot =
        new Slot(
            request.manifest().id(),
            variant.name(),
            slots.freeFile(),
            variant.artifact().sha256(),
            request.manifest().detector(),
            request.commandId());
    fetch(variant, slots.file(slot));
    report(CommandPhase.SELF_TEST, "on recent frames");
    List<StudentDetector> students = tested(slot);
    beginTrial(slot, students);
    double gap = trial(students);
    confirm(slot);
    pipelines.all().forEach(Pipeline::keep);
    return gap;
  }

  private Variant variant() throws UpdateException {
    key.verify(request.received());
    Variant variant =
        request
            .manifest()
            .variant(request.variant())
            .orElseThrow(
                () ->
                    new UpdateException(
                        request.manifest().id() + " has no variant '" + request.variant() + "'"));
    if (slots.isRefused(variant.artifact().sha256())) {
      throw new UpdateException(
          request.manifest().id() + " " + variant.name() + " crashed this agent before");
    }
    return variant;
  }

  private void fetch(Variant variant, Path target)
      throws UpdateException, IOException, InterruptedException {
    String digest = variant.artifact().sha256();
    report(CommandPhase.DOWNLOADING, variant.artifact().size() + " bytes");
    Path download = slots.download(digest);
    Backoff backoff = new Backoff(FIRST_RETRY, LAST_RETRY, new Random());
    boolean wrongDigest = false;
    while (!Files.exists(download)) {
      try {
        client.download(variant.artifact(), download);
      } catch (DigestException e) {
        if (wrongDigest) {
          throw new UpdateException(String.valueOf(e.getMessage()), e);
        }
        wrongDigest = true;
      } catch (IOException e) {
        Duration wait = backoff.next();
        if (System.nanoTime() + wait.toNanos() > deadlineNanos) {
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

  /** A student for each camera, opened, warm and tested. */
  private List<StudentDetector> tested(Slot slot) throws UpdateException, DetectorException {
    StudentDetectors students =
        StudentDetectors.known(slots.file(slot), slot.detector(), pipelines.config());
    List<StudentDetector> open = new ArrayList<>();
    try {
      for (Pipeline pipeline : pipelines.all()) {
        List<Picture> frames = frames(pipeline, students);
        if (open.isEmpty()) {
          SelfTest.checkFinite(students.model(), students.spec(), frames.get(0));
        }
        StudentDetector student = pipeline.open(students);
        open.add(student);
        double median =
            new SelfTest(config.maxLatencyFactor())
                .check(student, frames, pipeline.status().times().latencyP50Millis());
        log.info("self-test of {}: {} frames, median {} ms", slot.version(), frames.size(), median);
      }
      return open;
    } catch (UpdateException | DetectorException | RuntimeException e) {
      open.forEach(StudentDetector::close);
      throw e;
    }
  }

  /** Recent frames of a camera; a grey picture where it has given none yet. */
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
    List<CompletableFuture<Double>> trials = new ArrayList<>();
    Iterator<StudentDetector> next = students.iterator();
    for (Pipeline pipeline : pipelines.all()) {
      trials.add(pipeline.swap(next.next()));
    }
    report(CommandPhase.SWAPPED, "answers its first frames");
    try {
      long until = Math.min(deadlineNanos, System.nanoTime() + MAX_TRIAL.toNanos());
      int answered = 0;
      double gap = 0;
      for (CompletableFuture<Double> trial : trials) {
        try {
          gap = Math.max(gap, trial.get(until - System.nanoTime(), TimeUnit.NANOSECONDS));
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
      // A stop in order is no crash: the version may be tried again.
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

  private void goBack(String reason) throws IOException {
    // An interrupted thread cannot write files: the flag is cleared.
    Thread.interrupted();
    pipelines.all().forEach(pipeline -> pipeline.goBack(reason));
    slots.endTrial();
  }

  private void report(CommandPhase phase, String message) {
    client.report(new CommandProgress(request.commandId(), phase, message));
  }
}
