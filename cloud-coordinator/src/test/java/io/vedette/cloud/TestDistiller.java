package io.vedette.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.federated.worker.FrameAnswers;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                    .setBaseline(metrics(0.4))
                    .setAnswers(
                        client.upload(
                            answers(client, job, folder), ArtifactRole.ARTIFACT_ROLE_ANSWERS)))
            .build());
  }

  /** The student sees every object, the baseline none. */
  private static Path answers(ArtifactClient client, DistillJob job, Path folder) throws Exception {
    Path dataset = folder.resolve("validation.json");
    client.download(job.getValidation().getSha256(), job.getValidation().getSizeBytes(), dataset);
    ObjectMapper json = new ObjectMapper();
    JsonNode document = json.readTree(dataset.toFile());
    List<FrameAnswers> answers = new ArrayList<>();
    for (JsonNode image : document.path("images")) {
      List<Detection> seen = new ArrayList<>();
      for (JsonNode object : document.path("annotations")) {
        if (object.path("image_id").equals(image.path("id"))) {
          int category = object.path("category_id").asInt() - 1;
          JsonNode box = object.path("bbox");
          float x = (float) box.path(0).asDouble();
          float y = (float) box.path(1).asDouble();
          float right = x + (float) box.path(2).asDouble();
          float bottom = y + (float) box.path(3).asDouble();
          String label = document.path("categories").path(category).path("name").asText();
          seen.add(new Detection(new Box(x, y, right, bottom), category, label, 1));
        }
      }
      String name = image.path("file_name").asText().replace(".jpg", "");
      answers.add(new FrameAnswers(name, List.of(), seen));
    }
    return Files.write(folder.resolve("answers.json"), json.writeValueAsBytes(answers));
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
