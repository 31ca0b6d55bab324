package io.vedette.edge;

import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.Accepted;
import io.vedette.proto.v1.Deferred;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.Verdict;
import io.vedette.proto.v1.Window;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link TestCoordinator} that is asked about frames, and says what it is told to.
 */
public final class ScriptedTeacher extends EscalationServiceGrpc.EscalationServiceImplBase {

  public final List<Escalation> escalations = new CopyOnWriteArrayList<>();

  /** Whether escalations are answered at once. */
  public volatile boolean answers = true;

  /** What the next verdict says beside what the student saw; null: nothing. */
  public final AtomicReference<@Nullable Detection> addition = new AtomicReference<>();

  /** Every n-th verdict is of a held-out frame; 0: none. */
  public volatile int holdOutEvery;

  /** So many of the next frames find no room. */
  public final AtomicInteger withoutRoom = new AtomicInteger();

  /** The camera of which no frame finds room; null: none. */
  public volatile @Nullable String cameraWithoutRoom;

  /** Pause before a frame that found no room may come again, milliseconds. */
  public volatile long retryAfterMs = 200;

  /** Frames are granted in lots of this many. */
  public volatile int window = 4;

  private volatile @Nullable StreamObserver<EscalationReply> stream;

  /** Answers a frame with what the student saw first, or nothing. */
  public void answer(Escalation escalation, boolean heldOut) {
    StreamObserver<EscalationReply> open = stream;
    if (open == null) {
      return;
    }
    Verdict.Builder verdict =
        Verdict.newBuilder()
            .setEscalationId(escalation.getId())
            .setTeacherSha256("0".repeat(64))
            .setHeldOut(heldOut);
    escalation.getStudentList().stream().limit(1).forEach(verdict::addDetections);
    Detection added = addition.getAndSet(null);
    if (added != null) {
      verdict.addDetections(added);
    }
    synchronized (open) {
      open.onNext(EscalationReply.newBuilder().setVerdict(verdict).build());
    }
  }

  @Override
  public StreamObserver<EscalationRequest> escalate(StreamObserver<EscalationReply> replies) {
    return new StreamObserver<>() {
      private int granted;

      @Override
      public void onNext(EscalationRequest request) {
        if (request.hasHello()) {
          stream = replies;
          grant();
          return;
        }
        if (--granted < 0) {
          throw new AssertionError("the agent sent more than it was granted");
        }
        Escalation escalation = request.getEscalation();
        escalations.add(escalation);
        if (escalation.getCameraId().equals(cameraWithoutRoom)
            || withoutRoom.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          defer(escalation);
          return;
        }
        synchronized (replies) {
          replies.onNext(
              EscalationReply.newBuilder()
                  .setAccepted(Accepted.newBuilder().setEscalationId(escalation.getId()))
                  .build());
        }
        if (answers) {
          answer(escalation, holdOutEvery > 0 && escalations.size() % holdOutEvery == 0);
        }
        if (granted == 0) {
          grant();
        }
      }

      private void defer(Escalation escalation) {
        synchronized (replies) {
          replies.onNext(
              EscalationReply.newBuilder()
                  .setDeferred(
                      Deferred.newBuilder()
                          .setEscalationId(escalation.getId())
                          .setRetryAfterMs(retryAfterMs))
                  .build());
        }
        if (granted == 0) {
          grant();
        }
      }

      private void grant() {
        granted += window;
        synchronized (replies) {
          replies.onNext(
              EscalationReply.newBuilder()
                  .setWindow(Window.newBuilder().setFrames(window))
                  .build());
        }
      }

      @Override
      public void onError(Throwable t) {
        stream = null;
      }

      @Override
      public void onCompleted() {
        replies.onCompleted();
      }
    };
  }
}
