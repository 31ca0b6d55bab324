package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.pipeline.OpenModels;
import io.vedette.edge.pipeline.Pipeline;
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
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One installation: verify, download, self-test, swap, confirm. */
final class Installation {

  private static final Logger log = LoggerFactory.getLogger(Installation.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  private final InstallRequest request;
  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final OpenModels models;
  private final RunningModel running;
  private final CommandClient client;
  private final long deadlineNanos;

  Installation(
      InstallRequest request,
      Slots slots,
      TrustedKey key,
      UpdateConfig config,
      OpenModels models,
      RunningModel running,
      CommandClient client) {
    this.request = request;
    this.slots = slots;
    this.key = key;
    this.config = config;
    this.models = models;
    this.running = running;
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
    running.cameras().forEach(Pipeline::expectSwap);
    Slot slot =
        new Slot(
            request.manifest().id(),
            variant.name(),
            slots.freeFile(),
            variant.artifact().sha256(),
            request.manifest().detector(),
            request.commandId());
    fetch(variant, slots.file(slot));
    if (!running.lock(deadlineNanos - System.nanoTime())) {
      throw new UpdateException("no time left: the cameras are being moved");
    }
    try {
      return swap(slot);
    } finally {
      running.unlock();
    }
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

  /** Puts the version on the cameras that the student has now. */
  private double swap(Slot slot)
      throws UpdateException, IOException, DetectorException, InterruptedException {
    if (running.cameras().isEmpty()) {
      throw new UpdateException("the student has no camera any more");
    }
    StudentModel next = StudentModel.installed(slot, slots, models);
    CameraSwap swap = new CameraSwap(next.detectors(), running.cameras(), config);
    report(CommandPhase.SELF_TEST, "on recent frames");
    swap.test(camera -> camera.status().times().latencyP50Millis());
    beginTrial(slot, swap);
    double gap = trial(swap);
    confirm(slot, swap);
    swap.keep();
    running.runs(next);
    return gap;
  }

  private void beginTrial(Slot slot, CameraSwap swap) throws IOException {
    try {
      slots.beginTrial(slot);
    } catch (IOException e) {
      swap.discard();
      throw e;
    }
  }

  private double trial(CameraSwap swap) throws UpdateException, IOException, InterruptedException {
    List<CompletableFuture<Double>> trials = swap.begin();
    report(CommandPhase.SWAPPED, "answers its first frames");
    try {
      CameraSwap.Trial trial = CameraSwap.await(trials, deadlineNanos);
      if (trial.answered() == 0) {
        throw new UpdateException("no camera gave the new version enough frames in time");
      }
      return trial.gapMillis();
    } catch (UpdateException e) {
      goBack(swap, String.valueOf(e.getMessage()));
      throw e;
    } catch (InterruptedException e) {
      // A stop in order is no crash: the version may be tried again.
      goBack(swap, "the version was withdrawn");
      throw e;
    }
  }

  private void confirm(Slot slot, CameraSwap swap) throws IOException {
    try {
      slots.confirm(slot);
    } catch (IOException e) {
      goBack(swap, "the version could not be noted as confirmed");
      throw e;
    }
  }

  private void goBack(CameraSwap swap, String reason) throws IOException {
    // An interrupted thread cannot write files: the flag is cleared.
    Thread.interrupted();
    swap.goBack(reason);
    slots.endTrial();
  }

  private void report(CommandPhase phase, String message) {
    client.report(new CommandProgress(request.commandId(), phase, message));
  }
}
