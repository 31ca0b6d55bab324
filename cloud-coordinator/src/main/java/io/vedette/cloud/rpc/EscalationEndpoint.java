package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.FrameRegion;
import io.vedette.cloud.escalation.InvalidFrameException;
import io.vedette.cloud.escalation.SubmittedFrame;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.proto.v1.Accepted;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.Rejected;
import io.vedette.proto.v1.Window;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Streams of hard frames. An agent may send as many frames as it was granted; each frame it sends
 * is granted again at once, or, while too many wait for a teacher, when one of them is answered.
 */
public final class EscalationEndpoint extends EscalationServiceGrpc.EscalationServiceImplBase
    implements Escalations.Listener {

  private final Escalations escalations;
  private final int window;
  private final Predicate<String> revoked;
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();

  /**
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
    if (escalations.roomForMore()) {
      streams.values().forEach(Stream::grantWithheld);
    }
  }

  @Override
  public StreamObserver<EscalationRequest> escalate(StreamObserver<EscalationReply> responses) {
    return new Stream(new ResponseSender<>(responses));
  }

  private final class Stream implements StreamObserver<EscalationRequest> {
    private final ResponseSender<EscalationReply> out;
    private @Nullable String agentId;
    private int granted;
    private int withheld;

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
        out.fail(Status.INVALID_ARGUMENT.withDescription("send one hello, with an agent id"));
      } else if (revoked.test(id)) {
        out.fail(Status.PERMISSION_DENIED.withDescription(id + " was revoked"));
      } else {
        agentId = id;
        Stream older = streams.put(id, this);
        if (older != null) {
          older.out.fail(Status.ABORTED.withDescription("a newer stream took its place"));
        }
        regrant(window);
      }
    }

    private void take(io.vedette.proto.v1.Escalation message) {
      String agent = agentId;
      if (agent == null || !agent.equals(message.getAgentId())) {
        out.fail(Status.FAILED_PRECONDITION.withDescription("send a hello as this agent first"));
        return;
      }
      if (!spend()) {
        out.fail(Status.RESOURCE_EXHAUSTED.withDescription("more frames than were granted"));
        return;
      }
      try {
        AcceptedEscalation known = escalations.offer(submission(message));
        out.send(
            EscalationReply.newBuilder()
                .setAccepted(Accepted.newBuilder().setEscalationId(known.id()))
                .build());
        if (!known.waiting()) {
          answer(known);
        }
      } catch (InvalidFrameException e) {
        reject(message.getId(), String.valueOf(e.getMessage()));
      } catch (IOException e) {
        out.fail(Status.UNAVAILABLE.withDescription("the disk: " + e.getMessage()));
        return;
      }
      regrant(1);
    }

    private synchronized boolean spend() {
      return --granted >= 0;
    }

    private void regrant(int frames) {
      synchronized (this) {
        withheld += frames;
      }
      if (escalations.roomForMore()) {
        grantWithheld();
      }
    }

    private synchronized void grantWithheld() {
      if (withheld > 0) {
        granted += withheld;
        out.send(
            EscalationReply.newBuilder()
                .setWindow(Window.newBuilder().setFrames(withheld))
                .build());
        withheld = 0;
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
              .setRejected(Rejected.newBuilder().setEscalationId(id).setWhy(why))
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

    private void gone() {
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
