package io.vedette.edge.update;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.edge.link.InstallOrder;
import io.vedette.edge.link.Installed;
import io.vedette.edge.link.Phase;
import io.vedette.edge.link.Report;
import io.vedette.edge.link.Transfers;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Student;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.Students;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes on versions, one at a time, while the cameras go on: verify, download, self-test, swap,
 * confirm. Whatever fails, the agent stays with, or goes back to, what it ran before.
 */
public final class Installer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Installer.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(500);
  private static final Duration LAST_RETRY = Duration.ofSeconds(10);

  /** Cameras that give no frames do not hold a version up for longer than this. */
  private static final Duration SLOW_CAMERAS = Duration.ofSeconds(30);

  private final Slots slots;
  private final TrustedKey key;
  private final UpdateConfig config;
  private final StudentConfig studentConfig;
  private final List<Pipeline> pipelines;
  private final Transfers transfers;
  private final Consumer<Report> reports;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "installer");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Installed installed;
  private volatile @Nullable String running;

  /**
   * @param installed what the pipelines run now
   * @param reports told of every step; must return at once
   */
  public Installer(
      Slots slots,
      TrustedKey key,
      UpdateConfig config,
      StudentConfig studentConfig,
      List<Pipeline> pipelines,
      Installed installed,
      Transfers transfers,
      Consumer<Report> reports) {
    this.slots = slots;
    this.key = key;
    this.config = config;
    this.studentConfig = studentConfig;
    this.pipelines = List.copyOf(pipelines);
    this.installed = installed;
    this.transfers = transfers;
    this.reports = reports;
  }

  public Installed installed() {
    return installed;
  }

  /** Takes on a version. The same order again changes nothing. */
  public synchronized void take(InstallOrder order) {
    if (order.commandId().equals(running)) {
      return;
    }
    if (running != null) {
      tell(order, Phase.DECLINED, "busy with another version");
      return;
    }
    running = order.commandId();
    thread.execute(() -> install(order));
  }

  private void install(InstallOrder order) {
    try {
      tell(order, Phase.ACCEPTED, order.manifest().id() + " " + order.variant());
      double gap = installed(order);
      running = null;
      reports.accept(
          new Report(order.commandId(), Phase.CONFIRMED, order.manifest().id().toString(), gap));
    } catch (UpdateException e) {
      fail(order, String.valueOf(e.getMessage()));
    } catch (IOException | DetectorException | RuntimeException e) {
      log.warn("version {}", order.manifest().id(), e);
      fail(order, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(InstallOrder order, String why) {
    log.warn("version {}: {}; {} stays", order.manifest().id(), why, installed.modelDigest());
    running = null;
    tell(order, Phase.FAILED, why);
  }

  private void tell(InstallOrder order, Phase phase, String message) {
    reports.accept(new Report(order.commandId(), phase, message));
  }

  /** Goes all the way; the longest gap of any camera in milliseconds. */
  private double installed(InstallOrder order)
      throws UpdateException, IOException, DetectorException, InterruptedException {
    long deadline = System.nanoTime() + order.patience().toNanos();
    Variant variant = verified(order);
    if (order.manifest().id().equals(installed.version())
        && variant.artifact().sha256().equals(installed.modelDigest())) {
      return 0;
    }
    pipelines.forEach(Pipeline::expectSwap);
    Slot slot =
        new Slot(
            order.manifest().id(),
            variant.name(),
            slots.freeFile(),
            variant.artifact().sha256(),
            order.manifest().detector(),
            order.commandId());
    fetch(order, variant, slots.file(slot), deadline);
    tell(order, Phase.SELF_TEST, "on recent frames");
    List<Student> students = tested(slot);
    slots.beginTrial(slot);
    double gap = trial(order, students, deadline);
    slots.confirm(slot);
    installed = new Installed(slot.version(), slot.variant(), slot.digest());
    pipelines.forEach(Pipeline::keep);
    return gap;
  }

  private Variant verified(InstallOrder order) throws UpdateException {
    key.verify(order.manifest());
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

  private void fetch(InstallOrder order, Variant variant, Path target, long deadline)
      throws UpdateException, IOException, InterruptedException {
    String digest = variant.artifact().sha256();
    tell(order, Phase.DOWNLOADING, variant.artifact().size() + " bytes");
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
  private List<Student> tested(Slot slot) throws UpdateException, DetectorException {
    Students students = Students.known(slots.file(slot), slot.detector(), studentConfig);
    List<Student> open = new ArrayList<>();
    try {
      for (Pipeline pipeline : pipelines) {
        List<Picture> frames = frames(pipeline, students);
        if (open.isEmpty()) {
          SelfTest.checkFinite(students.model(), students.spec(), frames.get(0));
        }
        Student student = students.open();
        open.add(student);
        double median =
            new SelfTest(config.maxLatencyFactor())
                .check(student, frames, pipeline.status().latencyP50Millis());
        log.info("self-test of {}: {} frames, median {} ms", slot.version(), frames.size(), median);
      }
      return open;
    } catch (UpdateException | DetectorException | RuntimeException e) {
      open.forEach(Student::close);
      throw e;
    }
  }

  /** Recent frames; a grey picture where the camera has given none yet. */
  private List<Picture> frames(Pipeline pipeline, Students students) {
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

  private double trial(InstallOrder order, List<Student> students, long deadline)
      throws UpdateException, IOException, InterruptedException {
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    for (int i = 0; i < pipelines.size(); i++) {
      answers.add(pipelines.get(i).swap(students.get(i)));
    }
    tell(order, Phase.SWAPPED, "answers its first frames");
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
      goBack("the agent stops");
      throw e;
    }
  }

  private void goBack(String why) throws IOException {
    pipelines.forEach(p -> p.goBack(why));
    slots.endTrial();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
