package io.vedette.cloud.worker;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.operations.DistillerMetrics;
import io.vedette.proto.v1.CancelDistill;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.DistillerHello;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.DistillerTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.operations.OperationsServer;
import io.vedette.wire.operations.RoleHealth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The distiller of a process: takes one distillation job at a time and trains in a child process. A
 * job continues while the connection is lost; its outcome is sent when the coordinator is back and
 * hands out the same attempt again.
 */
public final class DistillerWorker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DistillerWorker.class);

  private final String workerId;
  private final ManagedChannel channel;
  private final ReconnectLoop redial;
  private final DistillationJobRunner runner;
  private final DistillerMetrics metrics = new DistillerMetrics();
  private final @Nullable OperationsServer operations;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "distiller"));

  private @Nullable StreamObserver<DistillerMessage> out;
  private @Nullable JobAttempt current;

  /** The last message about the current attempt; null while it runs. */
  private @Nullable DistillerMessage outcome;

  private DistillerWorker(DistillerConfig config) throws IOException {
    // A process that was started again must not be taken for the one that had the job.
    // A certificate is of one id; without one, processes of the same name are told apart.
    workerId =
        config.coordinator().identity() != null
            ? config.workerId()
            : config.workerId() + "-" + UUID.randomUUID().toString().substring(0, 8);
    channel = config.coordinator().dial();
    ArtifactClient client = new ArtifactClient(channel);
    Path directory = config.directory();
    ArtifactCache cache =
        new ArtifactCache(directory.resolve("artifacts"), config.cacheMiB() << 20, client);
    runner = new DistillationJobRunner(config, cache, client, metrics, this::send);
    redial = new ReconnectLoop("distiller", channel, this::dial);
    metrics.session(this::isConnected);
    operations =
        OperationsServer.startIfAsked(
            config.operations(),
            RoleHealth.of(ReconnectLoop.session(this::isConnected)),
            metrics.role());
  }

  /**
   * Dials the coordinator; dials again whenever the connection is lost.
   *
   * @throws IOException when the directory cannot be used, or health and metrics cannot be shown
   *     where they should
   */
  public static DistillerWorker start(DistillerConfig config) throws IOException {
    DistillerWorker worker = new DistillerWorker(config);
    worker.redial.now();
    return worker;
  }

  /** Whether it can be handed a job. */
  private synchronized boolean isConnected() {
    return out != null && redial.isConnected();
  }

  /** The port that health and metrics are shown on; 0: none. */
  public int operationsPort() {
    return operations == null ? 0 : operations.port();
  }

  private synchronized void dial() {
    out = WorkerServiceGrpc.newStub(channel).withWaitForReady().distill(new Tasks());
    send(
        DistillerMessage.newBuilder()
            .setHello(DistillerHello.newBuilder().setWorkerId(workerId))
            .build());
  }

  private synchronized void send(DistillerMessage message) {
    StreamObserver<DistillerMessage> to = out;
    if (to == null) {
      return;
    }
    try {
      to.onNext(message);
    } catch (RuntimeException gone) {
      log.debug("a message was not sent: {}", gone.getMessage());
    }
  }

  private synchronized void take(DistillJob job) {
    JobAttempt wanted = JobAttempt.of(job);
    JobAttempt before = current;
    DistillerMessage known = outcome;
    if (wanted.equals(before)) {
      if (known == null) {
        log.info("{} continues", before);
      } else {
        send(known);
      }
      return;
    }
    if (before != null && known == null) {
      log.info("{} is cancelled for {}", before, wanted);
      runner.cancel(before);
    }
    current = wanted;
    outcome = null;
    try {
      thread.execute(() -> work(job));
    } catch (RejectedExecutionException closing) {
      log.debug("a job was left out: closing");
    }
  }

  private void work(DistillJob job) {
    DistillerMessage message = runner.run(job);
    synchronized (this) {
      if (JobAttempt.of(job).equals(current)) {
        outcome = message;
        send(message);
      }
    }
  }

  /** What the coordinator hands out, over one connection. */
  private final class Tasks implements StreamObserver<DistillerTask> {

    @Override
    public void onNext(DistillerTask task) {
      redial.arrived();
      if (task.hasJob()) {
        take(task.getJob());
      } else if (task.hasCancel()) {
        CancelDistill cancel = task.getCancel();
        runner.cancel(new JobAttempt(cancel.getJobId(), cancel.getAttempt()));
      }
    }

    @Override
    public void onError(Throwable t) {
      lost(ReconnectLoop.why(t));
    }

    @Override
    public void onCompleted() {
      lost("it ended the connection");
    }

    private void lost(String why) {
      synchronized (DistillerWorker.this) {
        out = null;
      }
      redial.lost(why);
    }
  }

  /** Ends the training under way; another distiller takes the job. */
  @Override
  public void close() {
    if (operations != null) {
      operations.close();
    }
    metrics.close();
    redial.close();
    thread.shutdown();
    runner.close();
    channel.shutdownNow();
    try {
      thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
