package io.vedette.cloud;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.FrameAnswer;
import io.vedette.proto.v1.TeacherAnswer;
import io.vedette.proto.v1.TeacherFrame;
import io.vedette.proto.v1.TeacherHello;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.Endpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A teacher that sees one thing in every frame, an "open" if not told, over a real connection. */
final class TestTeacher implements AutoCloseable, StreamObserver<TeacherTask> {

  private final String label;
  private final ManagedChannel channel;
  private final StreamObserver<TeacherMessage> out;
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private final List<TeacherFrame> frames = new CopyOnWriteArrayList<>();

  TestTeacher(String id, int port) {
    this(id, "", "e".repeat(64), "open", port);
  }

  /**
   * @param name deployments name the teachers that answer their frames
   * @param model digest of its model
   * @param label of what it sees
   */
  TestTeacher(String id, String name, String model, String label, int port) {
    this.label = label;
    channel = Endpoint.plain("127.0.0.1", port).dial();
    out = WorkerServiceGrpc.newStub(channel).teach(this);
    out.onNext(
        TeacherMessage.newBuilder()
            .setHello(
                TeacherHello.newBuilder()
                    .setWorkerId(id)
                    .setName(name)
                    .setModelSha256(model)
                    .setMaxBatch(4)
                    .setMaxInFlight(1))
            .build());
  }

  List<String> answered() {
    return answered;
  }

  /** As they came. */
  List<TeacherFrame> frames() {
    return frames;
  }

  @Override
  public void onNext(TeacherTask task) {
    TeacherAnswer.Builder answer = TeacherAnswer.newBuilder().setBatchId(task.getBatchId());
    for (TeacherFrame frame : task.getFramesList()) {
      frames.add(frame);
      answered.add(frame.getEscalationId());
      answer.addAnswers(
          FrameAnswer.newBuilder()
              .setEscalationId(frame.getEscalationId())
              .addDetections(
                  Detection.newBuilder()
                      .setLabel(label)
                      .setScore(0.9f)
                      .setBox(Box.newBuilder().setX1(4).setY1(4).setX2(20).setY2(20))));
    }
    out.onNext(TeacherMessage.newBuilder().setAnswer(answer).build());
  }

  @Override
  public void onError(Throwable t) {}

  @Override
  public void onCompleted() {}

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
