package io.vedette.cloud.rpc;

import io.grpc.stub.StreamObserver;
import io.vedette.cloud.distillation.Checkpoints;
import io.vedette.cloud.distillation.Distillers;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.proto.v1.DistillerMessage;
import io.vedette.proto.v1.DistillerTask;
import io.vedette.proto.v1.TeacherMessage;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.proto.v1.WorkerServiceGrpc;
import io.vedette.registry.blob.BlobStore;

/** Connections of teachers and distillers. */
public final class WorkerEndpoint extends WorkerServiceGrpc.WorkerServiceImplBase {

  private final Teachers teachers;
  private final Distillers distillers;
  private final ControlLoop loop;
  private final ActiveTime time;
  private final BlobStore blobs;
  private final Checkpoints checkpoints;

  public WorkerEndpoint(
      Teachers teachers,
      Distillers distillers,
      ControlLoop loop,
      ActiveTime time,
      BlobStore blobs,
      Checkpoints checkpoints) {
    this.teachers = teachers;
    this.distillers = distillers;
    this.loop = loop;
    this.time = time;
    this.blobs = blobs;
    this.checkpoints = checkpoints;
  }

  @Override
  public StreamObserver<TeacherMessage> teach(StreamObserver<TeacherTask> responses) {
    return new TeacherStream(teachers, new ResponseSender<>(responses));
  }

  @Override
  public StreamObserver<DistillerMessage> distill(StreamObserver<DistillerTask> responses) {
    return new DistillerStream(
        loop, distillers, time, blobs, checkpoints, new ResponseSender<>(responses));
  }
}
