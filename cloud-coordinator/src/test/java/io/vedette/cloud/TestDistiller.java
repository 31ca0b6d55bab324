package io.vedette.cloud;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.DistillJob;
import io.vedette.proto.v1.DistillResult;
import io.vedette.proto.v1.DistillerHello;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.DistillerTask;
import io.vedette.proto.v1.Metrics;
import io.vedette.proto.v1.Variant;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Endpoint;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A distiller that gives the student back as it came, over a real connection. */
final class TestDistiller implements AutoCloseable {

  private final ManagedChannel channel;
  private final BlockingQueue<DistillerTask> tasks = new LinkedBlockingQueue<>();
  private final StreamObserver<DistillerMessage> out;

  TestDistiller(String id, int port) {
    channel = Endpoint.plain("127.0.0.1", port).dial();
    out = WorkerServiceGrpc.newStub(channel).distill(new TestAgent.Into<>(tasks));
    out.onNext(
        DistillerMessage.newBuilder()
            .setHello(DistillerHello.newBuilder().setWorkerId(id))
            .build());
  }

  DistillJob job() throws InterruptedException {
    DistillerTask task = tasks.poll(120, TimeUnit.SECONDS);
    if (task == null || !task.hasJob()) {
      throw new AssertionError("no job came within 120 s: " + task);
    }
    return task.getJob();
  }

  /**
   * @param ap50 that it claims; the baseline has 0.4
   */
  void finish(DistillJob job, Path folder, double ap50) throws Exception {
    ArtifactClient client = new ArtifactClient(channel);
    Path student = folder.resolve("student.onnx");
    client.download(job.getStudent().getSha256(), job.getStudent().getSizeBytes(), student);
    out.onNext(
        DistillerMessage.newBuilder()
            .setResult(
                DistillResult.newBuilder()
                    .setJobId(job.getJobId())
                    .setAttempt(job.getAttempt())
                    .setTraining(client.upload(student, ArtifactRole.ARTIFACT_ROLE_TRAINING))
                    .addVariants(
                        Variant.newBuilder()
                            .setName("fp32")
                            .setKept(true)
                            .setArtifact(client.upload(student, ArtifactRole.ARTIFACT_ROLE_FP32))
                            .addMetrics(metrics(ap50)))
                    .setBaseline(metrics(0.4)))
            .build());
  }

  private static Metrics metrics(double ap50) {
    return Metrics.newBuilder()
        .setAp50(ap50)
        .setImages(3)
        .setDatasetSha256("f".repeat(64))
        .setLatencyP50Ms(5)
        .setDeviceClass("test")
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
