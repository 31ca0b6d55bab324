package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.distillation.DistillationCommand;
import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.distillation.DistillationEvent;
import io.vedette.cloud.distillation.DistillerSession;
import io.vedette.cloud.distillation.Distillers;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.proto.v1.CancelDistill;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.DistillProgress;
import io.vedette.proto.v1.DistillResult;
import io.vedette.proto.v1.DistillStage;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.DistillerTask;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.KeyValues;
import io.vedette.registry.manifest.Variant;
import io.vedette.registry.manifest.VariantCodec;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One distiller's connection: its messages go to the control loop. */
final class DistillerStream implements StreamObserver<DistillerMessage> {

  private static final EnumLabels<DistillStage> STAGES = EnumLabels.of(DistillStage.class);

  private final ControlLoop loop;
  private final Distillers distillers;
  private final ActiveTime time;
  private final BlobStore blobs;
  private final Checkpoints checkpoints;
  private final Caller caller = CallerContext.current();
  private final ResponseSender<DistillerTask> out;
  private @Nullable Session session;

  DistillerStream(
      ControlLoop loop,
      Distillers distillers,
      ActiveTime time,
      BlobStore blobs,
      Checkpoints checkpoints,
      ResponseSender<DistillerTask> out) {
    this.loop = loop;
    this.distillers = distillers;
    this.time = time;
    this.blobs = blobs;
    this.checkpoints = checkpoints;
    this.out = out;
  }

  @Override
  public void onNext(DistillerMessage message) {
    Session distiller = session;
    if (message.hasHello() && distiller == null) {
      Optional<Status> impersonation =
          CallerContext.impersonation(caller, message.getHello().getWorkerId());
      if (impersonation.isPresent()) {
        out.fail(impersonation.get());
      } else if (AgentMapper.isAgentId(message.getHello().getWorkerId())) {
        Session joined = new Session(message.getHello().getWorkerId(), out);
        session = joined;
        loop.change("a distiller joining", () -> distillers.joined(joined));
      } else {
        out.fail(Status.INVALID_ARGUMENT.withDescription("the hello needs a worker id"));
      }
    } else if (distiller == null) {
      out.fail(
          Status.FAILED_PRECONDITION.withDescription(
              "the first message must be a hello, and only the first"));
    } else if (message.hasProgress()) {
      DistillProgress p = message.getProgress();
      post(
          "a distiller's progress",
          p.getJobId(),
          new DistillationEvent.Progressed(
              distiller.workerId(), p.getAttempt(), read(p), checkpoint(p), time.now()));
    } else if (message.hasFailure()) {
      var f = message.getFailure();
      fail(distiller, f.getJobId(), f.getAttempt(), f.getWhy(), f.getRetry());
    } else if (message.hasResult()) {
      finish(distiller, message.getResult());
    }
  }

  private void fail(Session distiller, String jobId, int attempt, String why, boolean retry) {
    post(
        "a distiller's failure",
        jobId,
        new DistillationEvent.WorkFailed(distiller.workerId(), attempt, why, retry, time.now()));
  }

  private void post(String what, String jobId, DistillationEvent event) {
    loop.change(what, () -> distillers.reported(jobId, event));
  }

  private static Distillation.Progress read(DistillProgress p) {
    return new Distillation.Progress(
        STAGES.label(p.getStage()).replace('-', ' '),
        p.getEpoch(),
        p.getEpochs(),
        p.hasLoss() ? p.getLoss() : Double.NaN,
        p.getSteps(),
        p.getStepsTotal(),
        p.getEpochMs() / 1e3);
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

  /** Keeps an artifact that is whole until the distillation names it. */
  private void keep(String sha256) throws RegistryException, IOException {
    blobs.keep(sha256);
    blobs.file(sha256);
  }

  private void finish(Session distiller, DistillResult result) {
    try {
      List<Variant> variants = new ArrayList<>();
      for (var variant : result.getVariantsList()) {
        variants.add(VariantCodec.fromProto(variant));
        keep(variant.getArtifact().getSha256());
      }
      Artifact training = VariantCodec.fromProto(result.getTraining());
      keep(training.sha256());
      Artifact answers = VariantCodec.fromProto(result.getAnswers());
      keep(answers.sha256());
      post(
          "a distiller's result",
          result.getJobId(),
          new DistillationEvent.Finished(
              distiller.workerId(),
              result.getAttempt(),
              new Distillation.Outcome(
                  training,
                  variants,
                  VariantCodec.fromProto(result.getBaseline()),
                  answers,
                  result.getTrainingMs() / 1e3,
                  KeyValues.fromProto(result.getRecipeList()))));
    } catch (RegistryException | IOException e) {
      fail(
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
      loop.change("a distiller leaving", () -> distillers.left(distiller));
    }
  }

  private record Session(String workerId, ResponseSender<DistillerTask> out)
      implements DistillerSession {

    @Override
    public void assign(DistillationCommand command) {
      Distillation job = command.job();
      DistillationConfig settings = command.settings();
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
              .setDetector(DetectorCodec.toProto(command.detector()))
              .setDataset(VariantCodec.toProto(sets.training()))
              .setValidation(VariantCodec.toProto(sets.validation()))
              .setEpochs(settings.epochs())
              .setBatch(settings.batch())
              .setLearningRate(settings.learningRate())
              .setTemperature(settings.temperature())
              .setAlpha(settings.alpha())
              .setExitLoss(settings.exitLoss())
              .setPatienceMs(settings.patience().toMillis())
              .setSeed(command.seed());
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
