package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.distillation.DistillationCommand;
import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.distillation.DistillerEvents;
import io.vedette.cloud.distillation.DistillerSession;
import io.vedette.proto.v1.CancelDistill;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.DistillProgress;
import io.vedette.proto.v1.DistillResult;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.DistillerTask;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VariantCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One distiller's connection. */
final class DistillerStream implements StreamObserver<DistillerMessage> {

  private final DistillerEvents events;
  private final BlobStore blobs;
  private final Checkpoints checkpoints;
  private final ResponseSender<DistillerTask> out;
  private @Nullable Session session;

  DistillerStream(
      DistillerEvents events,
      BlobStore blobs,
      Checkpoints checkpoints,
      ResponseSender<DistillerTask> out) {
    this.events = events;
    this.blobs = blobs;
    this.checkpoints = checkpoints;
    this.out = out;
  }

  @Override
  public void onNext(DistillerMessage message) {
    Session distiller = session;
    if (message.hasHello() && distiller == null) {
      if (AgentMapper.isAgentId(message.getHello().getWorkerId())) {
        session = new Session(message.getHello().getWorkerId(), out);
        events.joined(session);
      } else {
        out.fail(Status.INVALID_ARGUMENT.withDescription("a worker id, please"));
      }
    } else if (distiller == null) {
      out.fail(Status.FAILED_PRECONDITION.withDescription("say hello once, and first"));
    } else if (message.hasProgress()) {
      DistillProgress p = message.getProgress();
      events.progressed(distiller, p.getJobId(), p.getAttempt(), read(p), checkpoint(p));
    } else if (message.hasFailure()) {
      var f = message.getFailure();
      events.failed(distiller, f.getJobId(), f.getAttempt(), f.getWhy(), f.getRetry());
    } else if (message.hasResult()) {
      finish(distiller, message.getResult());
    }
  }

  private static Distillation.Progress read(DistillProgress p) {
    return new Distillation.Progress(
        p.getStage(),
        p.getEpoch(),
        p.getEpochs(),
        p.getLoss(),
        p.getSteps(),
        p.getStepsTotal(),
        p.getEpochS());
  }

  /** What was not uploaded first is none. */
  private Distillation.@Nullable Checkpoint checkpoint(DistillProgress p) {
    if (!p.hasCheckpoint()) {
      return null;
    }
    try {
      Artifact file = VariantCodec.fromProto(p.getCheckpoint());
      return checkpoints.has(file)
          ? new Distillation.Checkpoint(file, p.getCheckpointEpoch())
          : null;
    } catch (RegistryException e) {
      return null;
    }
  }

  private void finish(Session distiller, DistillResult result) {
    try {
      List<Variant> variants = new ArrayList<>();
      for (var variant : result.getVariantsList()) {
        variants.add(VariantCodec.fromProto(variant));
        blobs.file(variant.getArtifact().getSha256());
      }
      Artifact training = VariantCodec.fromProto(result.getTraining());
      blobs.file(training.sha256());
      events.finished(
          distiller,
          result.getJobId(),
          result.getAttempt(),
          new Distillation.Outcome(
              training,
              variants,
              VariantCodec.fromProto(result.getBaseline()),
              result.getTrainingS(),
              result.getRecipeMap()));
    } catch (RegistryException e) {
      events.failed(
          distiller, result.getJobId(), result.getAttempt(), "its result: " + e.getMessage(), true);
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    gone();
  }

  @Override
  public void onCompleted() {
    gone();
    out.end();
  }

  private void gone() {
    Session distiller = session;
    if (distiller != null) {
      events.left(distiller);
    }
  }

  private record Session(String workerId, ResponseSender<DistillerTask> out)
      implements DistillerSession {

    @Override
    public void assign(DistillationCommand order) {
      Distillation job = order.job();
      DistillationConfig settings = order.settings();
      Sets sets = job.sets();
      if (sets == null) {
        throw new IllegalStateException(job.id() + " is assigned before it has its datasets");
      }
      DistillJob.Builder message =
          DistillJob.newBuilder()
              .setJobId(job.id())
              .setAttempt(job.attempts())
              .setStudent(VariantCodec.toProto(job.student()))
              .setBaseline(VariantCodec.toProto(job.baselineTraining()))
              .setDetector(DetectorCodec.toProto(order.detector()))
              .setDataset(VariantCodec.toProto(sets.training()))
              .setValidation(VariantCodec.toProto(sets.validation()))
              .setEpochs(settings.epochs())
              .setBatch(settings.batch())
              .setLearningRate(settings.learningRate())
              .setTemperature(settings.temperature())
              .setAlpha(settings.alpha())
              .setExitLoss(settings.exitLoss())
              .setPatienceMs(settings.patience().toMillis())
              .setSeed(order.seed());
      Distillation.Checkpoint left = job.checkpoint();
      if (left != null) {
        message.setCheckpoint(VariantCodec.toProto(left.file())).setCheckpointEpoch(left.epoch());
      }
      out.send(DistillerTask.newBuilder().setJob(message).build());
    }

    @Override
    public void cancel(String jobId, int attempt) {
      out.send(
          DistillerTask.newBuilder()
              .setCancel(CancelDistill.newBuilder().setJobId(jobId).setAttempt(attempt))
              .build());
    }

    @Override
    public void close(String why) {
      out.fail(Status.ABORTED.withDescription(why));
    }
  }
}
