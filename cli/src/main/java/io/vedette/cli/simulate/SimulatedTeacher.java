package io.vedette.cli.simulate;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.FrameAnswer;
import io.vedette.proto.v1.TeacherAnswer;
import io.vedette.proto.v1.TeacherFrame;
import io.vedette.proto.v1.TeacherHello;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.wire.Backoff;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** A teacher that answers at once. No two of its answers are equal, so that a changed one shows. */
final class SimulatedTeacher extends SimulatedStream<TeacherMessage, TeacherTask> {

  static final String ID = "simulated-teacher";

  private static final int MAX_BATCH = 64;
  private static final int MAX_IN_FLIGHT = 4;

  private final @Nullable FrameLedger ledger;
  private long answers;

  SimulatedTeacher(
      ManagedChannel channel,
      @Nullable FrameLedger ledger,
      ScheduledExecutorService timer,
      Backoff backoff) {
    super(channel, timer, backoff);
    this.ledger = ledger;
  }

  @Override
  void call(ClientResponseObserver<TeacherMessage, TeacherTask> replies) {
    WorkerServiceGrpc.newStub(channel()).teach(replies);
  }

  @Override
  void opened() {
    send(
        TeacherMessage.newBuilder()
            .setHello(
                TeacherHello.newBuilder()
                    .setWorkerId(ID)
                    .setModelSha256("e".repeat(64))
                    .setMaxBatch(MAX_BATCH)
                    .setMaxInFlight(MAX_IN_FLIGHT))
            .build());
  }

  @Override
  void received(TeacherTask task) {
    resetBackoff();
    TeacherAnswer.Builder answer = TeacherAnswer.newBuilder().setBatchId(task.getBatchId());
    for (TeacherFrame frame : task.getFramesList()) {
      if (ledger != null) {
        ledger.asked(frame.getEscalationId());
      }
      answers++;
      answer.addAnswers(
          FrameAnswer.newBuilder()
              .setEscalationId(frame.getEscalationId())
              .addDetections(
                  Detection.newBuilder()
                      .setLabel("open")
                      .setScore(0.9f)
                      .setBox(
                          Box.newBuilder()
                              .setX1(answers % 500)
                              .setY1(answers / 500 % 400)
                              .setX2(answers % 500 + 20)
                              .setY2(answers / 500 % 400 + 20))));
    }
    answer.setLatencyMs(0.1);
    send(TeacherMessage.newBuilder().setAnswer(answer).build());
  }

  @Override
  void lost() {}
}
