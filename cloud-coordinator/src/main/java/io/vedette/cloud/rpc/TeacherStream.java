package io.vedette.cloud.rpc;

import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.quota.TeachingPolicy;
import io.vedette.cloud.teacher.TeacherAnswer;
import io.vedette.cloud.teacher.TeacherFrame;
import io.vedette.cloud.teacher.TeacherHello;
import io.vedette.cloud.teacher.TeacherSession;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.registry.manifest.Artifact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One teacher's connection. */
final class TeacherStream implements StreamObserver<TeacherMessage> {

  private final Teachers teachers;
  private final Caller caller = CallerContext.current();
  private final ResponseSender<TeacherTask> out;
  private @Nullable Session session;

  TeacherStream(Teachers teachers, ResponseSender<TeacherTask> out) {
    this.teachers = teachers;
    this.out = out;
  }

  @Override
  public void onNext(TeacherMessage message) {
    Session teacher = session;
    if (message.hasHello() && teacher == null) {
      greet(message.getHello());
    } else if (message.hasAnswer() && teacher != null) {
      teachers.answered(teacher, read(message.getAnswer()));
    } else {
      out.fail(
          Status.FAILED_PRECONDITION.withDescription(
              "the first message must be a hello, and only the first"));
    }
  }

  private void greet(io.vedette.proto.v1.TeacherHello hello) {
    if (!AgentMapper.isAgentId(hello.getWorkerId()) || !Artifact.isDigest(hello.getModelSha256())) {
      out.fail(
          Status.INVALID_ARGUMENT.withDescription(
              "the hello needs a worker id and a model digest"));
      return;
    }
    Optional<Status> impersonation = CallerContext.impersonation(caller, hello.getWorkerId());
    if (impersonation.isPresent()) {
      out.fail(impersonation.get());
      return;
    }
    String name = hello.getName().isEmpty() ? TeachingPolicy.DEFAULT_TEACHER : hello.getName();
    if (!AgentMapper.isAgentId(name)) {
      out.fail(Status.INVALID_ARGUMENT.withDescription("the teacher's name is no id"));
      return;
    }
    session =
        new Session(
            new TeacherHello(
                hello.getWorkerId(),
                name,
                hello.getModelSha256(),
                hello.getMaxBatch(),
                hello.getMaxInFlight()),
            out);
    teachers.joined(session);
  }

  private static TeacherAnswer read(io.vedette.proto.v1.TeacherAnswer answer) {
    return new TeacherAnswer(
        answer.getBatchId(),
        answer.getAnswersList().stream()
            .map(
                a ->
                    new TeacherAnswer.FrameAnswer(
                        a.getEscalationId(),
                        DetectionMapper.read(a.getDetectionsList()),
                        a.getError()))
            .toList(),
        answer.getLatencyMs());
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
    Session teacher = session;
    if (teacher != null) {
      teachers.left(teacher);
    }
  }

  private record Session(TeacherHello hello, ResponseSender<TeacherTask> out)
      implements TeacherSession {

    @Override
    public void send(String batchId, List<TeacherFrame> frames) {
      TeacherTask.Builder task = TeacherTask.newBuilder().setBatchId(batchId);
      for (TeacherFrame frame : frames) {
        io.vedette.proto.v1.TeacherFrame.Builder written =
            io.vedette.proto.v1.TeacherFrame.newBuilder()
                .setEscalationId(frame.escalationId())
                .setSha256(frame.sha256())
                .setSizeBytes(frame.bytes())
                .setWidth(frame.width())
                .setHeight(frame.height());
        byte[] jpeg = frame.jpeg();
        if (jpeg != null) {
          written.setJpeg(UnsafeByteOperations.unsafeWrap(jpeg));
        }
        task.addFrames(written);
      }
      out.send(task.build());
    }

    @Override
    public void close(String why) {
      out.fail(Status.ABORTED.withDescription(why));
    }
  }
}
