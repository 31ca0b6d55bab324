package io.vedette.cloud.worker;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.operations.TeacherMetrics;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.proto.v1.TeacherAnswer;
import io.vedette.proto.v1.TeacherHello;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.operations.OperationsServer;
import io.vedette.wire.operations.RoleHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The teacher of a process: answers batches of frames with one detector, one batch at a time. Its
 * detections keep their labels, which the student uses too.
 */
public final class TeacherWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TeacherWorker.class);

  private final TeacherConfig config;
  private final Detector detector;
  private final BatchAnswering answering;
  private final ManagedChannel channel;
  private final ReconnectLoop redial;
  private final TeacherMetrics metrics = new TeacherMetrics();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "teacher"));

  private @Nullable OperationsServer operations;

  /** The stream that answers go to; null while there is no connection. */
  private volatile @Nullable StreamObserver<TeacherMessage> out;

  private TeacherWorker(TeacherConfig config, Detector detector) {
    this.config = config;
    this.detector = detector;
    this.channel = config.coordinator().dial();
    this.answering = new BatchAnswering(detector, config.studentLabels(), this::download);
    this.redial = new ReconnectLoop("teacher", channel, this::dial);
  }

  /**
   * Opens the model and dials the coordinator; dials again whenever the connection is lost.
   *
   * @throws DetectorException when the model cannot be used
   * @throws IOException in one line, when health and metrics cannot be shown where they should
   */
  public static TeacherWorker start(TeacherConfig config) throws DetectorException, IOException {
    Hints hints = Hints.NONE;
    Path labels = config.labels();
    if (labels != null) {
      hints = hints.withLabels(Hints.readLabels(labels));
    }
    String head = config.head();
    if (head != null) {
      hints = hints.withFamily(head);
    }
    if (config.scoreThreshold() > 0) {
      hints = hints.withScoreThreshold(config.scoreThreshold());
    }
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(config.threads());
    Detector detector = OnnxDetector.open(config.model(), hints, options);
    TeacherWorker worker = new TeacherWorker(config, detector);
    try {
      worker.operate();
    } catch (IOException e) {
      worker.close();
      throw e;
    }
    worker.redial.now();
    return worker;
  }

  private void operate() throws IOException {
    metrics.session(this::isConnected);
    operations =
        OperationsServer.startIfAsked(
            config.operations(),
            RoleHealth.of(ReconnectLoop.session(this::isConnected)),
            metrics.role());
  }

  /** Whether it can be handed frames. */
  private boolean isConnected() {
    return out != null && redial.isConnected();
  }

  /** The port that health and metrics are shown on; 0: none. */
  public int operationsPort() {
    return operations == null ? 0 : operations.port();
  }

  /** The specification of the detector, as the coordinator gets it. */
  public DetectorSpec spec() {
    return detector.spec();
  }

  private void dial() {
    StreamObserver<TeacherMessage> stream =
        WorkerServiceGrpc.newStub(channel).withWaitForReady().teach(new Tasks());
    out = stream;
    stream.onNext(
        TeacherMessage.newBuilder()
            .setHello(
                TeacherHello.newBuilder()
                    .setWorkerId(config.workerId())
                    .setName(config.name())
                    .setModelSha256(detector.digest())
                    .setDetector(DetectorCodec.toProto(detector.spec()))
                    .setMaxBatch(config.maxBatch())
                    .setMaxInFlight(config.maxInFlight()))
            .build());
  }

  private byte[] download(String sha256, long bytes) throws IOException {
    Path folder = Files.createTempDirectory("vedette-teacher");
    Path file = folder.resolve(sha256);
    try {
      new ArtifactClient(channel).download(sha256, bytes, file);
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder.resolve(sha256 + ".part"));
      Files.deleteIfExists(folder);
    }
  }

  private void answer(TeacherTask task, StreamObserver<TeacherMessage> to) {
    long start = System.nanoTime();
    TeacherAnswer made = answering.answer(task);
    metrics.answered(
        made.getAnswersCount(),
        (int) made.getAnswersList().stream().filter(a -> !a.getError().isEmpty()).count(),
        System.nanoTime() - start);
    TeacherMessage answer = TeacherMessage.newBuilder().setAnswer(made).build();
    // An answer to a connection that is gone is of no use: the coordinator asks somebody again.
    if (out == to) {
      try {
        to.onNext(answer);
      } catch (RuntimeException gone) {
        log.debug("an answer was not sent: {}", gone.getMessage());
      }
    }
  }

  /** What the coordinator hands out, over one connection. */
  private final class Tasks implements StreamObserver<TeacherTask> {

    @Override
    public void onNext(TeacherTask task) {
      redial.arrived();
      StreamObserver<TeacherMessage> to = out;
      if (to != null) {
        try {
          thread.execute(() -> answer(task, to));
        } catch (RejectedExecutionException closing) {
          log.debug("a batch was left out: closing");
        }
      }
    }

    @Override
    public void onError(Throwable t) {
      out = null;
      redial.lost(ReconnectLoop.why(t));
    }

    @Override
    public void onCompleted() {
      out = null;
      redial.lost("it ended the connection");
    }
  }

  /** Lets the batch at hand finish, then frees the model. */
  @Override
  public void close() {
    if (operations != null) {
      operations.close();
    }
    metrics.close();
    redial.close();
    channel.shutdownNow();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
        log.warn("a batch did not end; the model stays open");
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    detector.close();
  }
}
