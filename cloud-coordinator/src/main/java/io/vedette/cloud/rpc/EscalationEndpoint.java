package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.FrameRegion;
import io.vedette.cloud.escalation.InvalidFrameException;
import io.vedette.cloud.escalation.NoRoomException;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.identity.Caller;
import io.vedette.proto.v1.Accepted;
import io.vedette.proto.v1.Deferred;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.Rejected;
import io.vedette.proto.v1.Window;
import io.vedette.wire.TextBound;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of hard frames. An agent may send as many frames as it was granted. Grants follow the
 * room: the fewer frames may still wait for a teacher, the fewer are granted; an agent that gets
 * none now gets the next that is free. Grants that are not used count as room, so more frames may
 * come than there is room for: the agent of such a frame is told to send it again later, and its
 * stream may send one frame at a time until one is accepted. Frames are acknowledged in the order
 * in which they came.
 */
public final class EscalationEndpoint extends EscalationServiceGrpc.EscalationServiceImplBase
    implements Escalations.Listener {

  private static final Logger log = LoggerFactory.getLogger(EscalationEndpoint.class);
  private static final TextBound WHY =
      TextBound.of(Rejected.getDescriptor(), Rejected.WHY_FIELD_NUMBER);

  private final Escalations escalations;
  private final int window;
  private final Predicate<String> revoked;
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();

  /** Streams that may send nothing until there is room, in the order in which they came. */
  private final Queue<Stream> starved = new ConcurrentLinkedQueue<>();

  /**
   * @param window frames granted to one stream, at most
   * @param revoked whether an agent was revoked
   */
  public EscalationEndpoint(Escalations escalations, int window, Predicate<String> revoked) {
    this.escalations = escalations;
    this.window = window;
    this.revoked = revoked;
  }

  /** Answers the agent, if its stream is open; if not, it sends the frame again when it is back. */
  @Override
  public void settled(AcceptedEscalation escalation) {
    Stream stream = streams.get(escalation.agentId());
    if (stream != null) {
      stream.answer(escalation);
    }
    grantStarved();
  }

  private void grantStarved() {
    while (share() > 0) {
      Stream next = starved.poll();
      if (next == null) {
        return;
      }
      next.grant();
    }
  }

  /** How many frames a stream may have under way now. */
  private int share() {
    int room = escalations.room();
    return room == 0 ? 0 : Math.max(1, Math.min(window, room / Math.max(1, streams.size())));
  }

  @Override
  public StreamObserver<EscalationRequest> escalate(StreamObserver<EscalationReply> responses) {
    return new Stream(new ResponseSender<>(responses));
  }

  private final class Stream implements StreamObserver<EscalationRequest> {
    private final Caller caller = CallerContext.current();
    private final ResponseSender<EscalationReply> out;
    private @Nullable String agentId;
    private int granted;
    private int underWay;
    private boolean gone;

    /** Its latest frame was not accepted for want of room. */
    private volatile boolean deferred;

    /** Completes when the latest frame was acknowledged or refused. */
    private CompletableFuture<?> latest = CompletableFuture.completedFuture(null);

    Stream(ResponseSender<EscalationReply> out) {
      this.out = out;
    }

    @Override
    public void onNext(EscalationRequest request) {
      if (request.hasHello()) {
        greet(request.getHello().getAgentId());
      } else if (request.hasEscalation()) {
        take(request.getEscalation());
      }
    }

    private void greet(String id) {
      if (!AgentMapper.isAgentId(id) || agentId != null) {
        fail(Status.INVALID_ARGUMENT.withDescription("send one hello, with an agent id"));
      } else if (!caller.mayBe(id)) {
        fail(CallerContext.impersonation(caller, id).orElseThrow());
      } else if (revoked.test(id)) {
        fail(Status.PERMISSION_DENIED.withDescription(id + " was revoked"));
      } else {
        agentId = id;
        Stream older = streams.put(id, this);
        if (older != null) {
          older.fail(Status.ABORTED.withDescription("a newer stream took its place"));
        }
        grant();
      }
    }

    private void take(io.vedette.proto.v1.Escalation message) {
      String agent = agentId;
      if (agent == null || !agent.equals(message.getAgentId())) {
        fail(Status.FAILED_PRECONDITION.withDescription("send a hello as this agent first"));
        return;
      }
      if (!spend()) {
        fail(Status.RESOURCE_EXHAUSTED.withDescription("more frames than were granted"));
        return;
      }
      CompletableFuture<AcceptedEscalation> offered;
      try {
        offered = escalations.offer(submission(message));
      } catch (InvalidFrameException e) {
        offered = CompletableFuture.failedFuture(e);
      }
      CompletableFuture<?> before = latest;
      latest =
          offered
              .handle(
                  (known, failure) -> before.thenRun(() -> reply(message.getId(), known, failure)))
              .thenCompose(replied -> replied);
    }

    private void reply(String id, @Nullable AcceptedEscalation known, @Nullable Throwable failure) {
      if (known != null) {
        deferred = false;
        out.send(
            EscalationReply.newBuilder()
                .setAccepted(Accepted.newBuilder().setEscalationId(known.id()))
                .build());
        if (!known.waiting()) {
          answer(known);
        }
      } else {
        refuse(id, failure instanceof CompletionException ? failure.getCause() : failure);
      }
      synchronized (this) {
        underWay--;
      }
      grant();
      // What was not accepted has left room for others.
      grantStarved();
    }

    private void refuse(String id, @Nullable Throwable why) {
      if (why instanceof InvalidFrameException) {
        reject(id, String.valueOf(why.getMessage()));
      } else if (why instanceof NoRoomException noRoom) {
        log.debug("{} is not accepted: {}", id, why.getMessage());
        deferred = true;
        out.send(
            EscalationReply.newBuilder()
                .setDeferred(
                    Deferred.newBuilder()
                        .setEscalationId(id)
                        .setRetryAfterMs(noRoom.retryAfterMs()))
                .build());
      } else {
        String text = why == null ? "" : String.valueOf(why.getMessage());
        fail(Status.UNAVAILABLE.withDescription("the disk: " + text));
      }
    }

    private synchronized boolean spend() {
      underWay++;
      return --granted >= 0;
    }

    /** Grants what is missing to the share, once that is half of it. */
    private void grant() {
      boolean starves;
      synchronized (this) {
        int share = deferred ? Math.min(1, share()) : share();
        int missing = share - granted - underWay;
        if (missing > 0 && 2 * missing >= share && !gone) {
          granted += missing;
          out.send(
              EscalationReply.newBuilder()
                  .setWindow(Window.newBuilder().setFrames(missing))
                  .build());
        }
        starves = granted + underWay <= 0 && !gone;
      }
      if (starves) {
        starved.add(this);
        if (share() > 0) {
          grantStarved();
        }
      }
    }

    private void answer(AcceptedEscalation escalation) {
      TeacherVerdict verdict = escalation.verdict();
      if (verdict == null) {
        reject(escalation.id(), String.valueOf(escalation.rejected()));
        return;
      }
      out.send(
          EscalationReply.newBuilder()
              .setVerdict(
                  io.vedette.proto.v1.Verdict.newBuilder()
                      .setEscalationId(escalation.id())
                      .addAllDetections(DetectionMapper.write(verdict.detections()))
                      .setTeacherSha256(verdict.teacherSha256())
                      .setAnsweredAtMs(verdict.answeredAtMs())
                      .setHeldOut(escalation.heldOut()))
              .build());
    }

    private void reject(String id, String why) {
      out.send(
          EscalationReply.newBuilder()
              .setRejected(Rejected.newBuilder().setEscalationId(id).setWhy(WHY.fit(why)))
              .build());
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

    private void fail(Status status) {
      out.fail(status);
      gone();
    }

    private void gone() {
      synchronized (this) {
        gone = true;
      }
      starved.remove(this);
      if (agentId != null) {
        streams.remove(agentId, this);
      }
    }
  }

  private static FrameRegion region(io.vedette.proto.v1.Region region) {
    return new FrameRegion(
        region.getX(),
        region.getY(),
        region.getWidth(),
        region.getHeight(),
        region.getFrameWidth(),
        region.getFrameHeight());
  }

  private static SubmittedFrame submission(io.vedette.proto.v1.Escalation e) {
    return new SubmittedFrame(
        e.getId(),
        e.getAgentId(),
        e.getCameraId(),
        e.getSequence(),
        e.getCapturedAtMs(),
        e.getJpeg().toByteArray(),
        e.getWidth(),
        e.getHeight(),
        DetectionMapper.read(e.getStudentList()),
        e.getModelSha256(),
        e.getHardness(),
        e.getReason(),
        e.getAudit(),
        e.hasRegion() ? region(e.getRegion()) : null);
  }
}
