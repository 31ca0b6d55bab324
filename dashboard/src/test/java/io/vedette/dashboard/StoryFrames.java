package io.vedette.dashboard;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactServiceGrpc.ArtifactServiceImplBase;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Disagreement;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.EscalationState;
import io.vedette.proto.v1.FrameCount;
import io.vedette.proto.v1.FrameObject;
import io.vedette.proto.v1.ListEscalationsRequest;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.proto.v1.ObjectCounts;
import io.vedette.proto.v1.VersionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Escalated frames of the {@link Story}, and their pictures. The digest of a picture is its number;
 * {@link #MODEL} is that of a model.
 */
final class StoryFrames extends ArtifactServiceImplBase {

  static final String MODEL = "f".repeat(64);

  private static final List<String> REASONS = List.of("uncertain", "flicker", "missed");

  static List<EscalatedFrame> frames(int count, long nowMs) {
    return IntStream.range(0, count).mapToObj(i -> frame(i, nowMs)).toList();
  }

  private static EscalatedFrame frame(int number, long nowMs) {
    boolean waiting = number == 0;
    boolean given = number % 11 == 7;
    EscalatedFrame.Builder frame =
        EscalatedFrame.newBuilder()
            .setId("frame-%04d".formatted(number))
            .setAgentId("line-" + (1 + number % 3))
            .setCameraId("line-" + (1 + number % 3) + "-cam")
            .setDeployment("default")
            .setSequence(9_000 - 37L * number)
            .setCapturedAtMs(nowMs - 41_000L * number - 2_000)
            .setAcceptedAtMs(nowMs - 41_000L * number)
            .setFrameSha256("%064d".formatted(number))
            .setFrameBytes(48_000 + 1_000L * number)
            .setWidth(640)
            .setHeight(640)
            .setHardness(0.9f - number % 7 * 0.08f)
            .setReason(number % 5 == 3 ? "audit" : REASONS.get(number % 3))
            .setAudit(number % 5 == 3)
            .setState(state(number, waiting, given))
            .setModelSha256("ab".repeat(32))
            .setVersion(VersionRef.newBuilder().setName("student").setNumber(3));
    if (!waiting && !given) {
      frame.setTeacherSha256("cd".repeat(32)).setAnsweredAtMs(nowMs - 41_000L * number + 900);
    }
    if (given) {
      frame.setWhy("three teachers were lost with it").setGivenUpAtMs(nowMs - 1_000);
    }
    return objects(frame, number, waiting || given).build();
  }

  private static EscalationState state(int number, boolean waiting, boolean given) {
    if (waiting) {
      return EscalationState.ESCALATION_STATE_WAITING;
    }
    if (given) {
      return EscalationState.ESCALATION_STATE_QUARANTINED;
    }
    return number % 5 == 4
        ? EscalationState.ESCALATION_STATE_HELD_OUT
        : EscalationState.ESCALATION_STATE_ANSWERED;
  }

  private static EscalatedFrame.Builder objects(
      EscalatedFrame.Builder frame, int number, boolean unanswered) {
    List<FrameObject> objects = new ArrayList<>();
    if (unanswered) {
      objects.add(FrameObject.newBuilder().setStudent(seen(0, 0.44f, 118, 96)).build());
      frame.setCounts(ObjectCounts.newBuilder().setUnanswered(1));
      return frame.addAllObjects(objects);
    }
    ObjectCounts.Builder counts = ObjectCounts.newBuilder().setConfirmed(1);
    if (number % 2 == 1) {
      counts.setMissed(1);
      objects.add(
          FrameObject.newBuilder()
              .setDisagreement(Disagreement.DISAGREEMENT_MISSED)
              .setTeacher(seen(2, 0.91f, 402, 250))
              .build());
    }
    if (number % 3 == 2) {
      counts.setOnlyStudent(1);
      objects.add(
          FrameObject.newBuilder()
              .setDisagreement(Disagreement.DISAGREEMENT_FALSE)
              .setStudent(seen(5, 0.38f, 300, 508))
              .build());
    }
    if (number % 4 == 0) {
      counts.setRelabelled(1);
      objects.add(
          FrameObject.newBuilder()
              .setDisagreement(Disagreement.DISAGREEMENT_RELABELLED)
              .setStudent(seen(1, 0.52f, 500, 90))
              .setTeacher(seen(3, 0.84f, 504, 94))
              .build());
    }
    objects.add(
        FrameObject.newBuilder()
            .setDisagreement(Disagreement.DISAGREEMENT_CONFIRMED)
            .setStudent(seen(0, 0.71f, 118, 96))
            .setTeacher(seen(0, 0.95f, 121, 99))
            .build());
    return frame.addAllObjects(objects).setCounts(counts);
  }

  private static Detection seen(int classId, float score, float x, float y) {
    return Detection.newBuilder()
        .setClassId(classId)
        .setLabel(StoryVersions.LABELS.get(classId))
        .setScore(score)
        .setBox(Box.newBuilder().setX1(x).setY1(y).setX2(x + 60).setY2(y + 56))
        .build();
  }

  /** A page of those that match; of the filters only some are known here. */
  static ListEscalationsResponse page(List<EscalatedFrame> all, ListEscalationsRequest request) {
    List<EscalatedFrame> wanted =
        all.stream()
            .filter(
                f -> request.getAgentId().isEmpty() || request.getAgentId().equals(f.getAgentId()))
            .filter(f -> request.getReason().isEmpty() || request.getReason().equals(f.getReason()))
            .filter(
                f ->
                    request.getStatesCount() == 0 || request.getStatesList().contains(f.getState()))
            .filter(
                f ->
                    request.getDisagreementsCount() == 0
                        || f.getObjectsList().stream()
                            .anyMatch(
                                o -> request.getDisagreementsList().contains(o.getDisagreement())))
            .toList();
    var page = StoryPages.page(wanted, request.getPageToken(), request.getPageSize());
    return ListEscalationsResponse.newBuilder()
        .addAllFrames(page.items())
        .setNextPageToken(page.next())
        .setLookedAt(all.size())
        .setKept(all.size())
        .addAllReasons(counts("uncertain", "flicker", "missed", "audit"))
        .addAllLabels(counts(StoryVersions.LABELS.toArray(String[]::new)))
        .addAllDeployments(counts("default"))
        .build();
  }

  private static List<FrameCount> counts(String... values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> FrameCount.newBuilder().setValue(values[i]).setFrames(40 - i).build())
        .toList();
  }

  @Override
  public void download(DownloadRequest request, StreamObserver<ArtifactChunk> answer) {
    if (request.getSha256().startsWith("e")) {
      answer.onError(
          Status.NOT_FOUND.withDescription("blob eeee is not here").asRuntimeException());
      return;
    }
    byte[] content =
        request.getSha256().equals(MODEL)
            ? new byte[] {8, 9, 10}
            : StorySnapshots.board(Integer.parseInt(request.getSha256()));
    int half = content.length / 2;
    answer.onNext(chunk(content, 0, half));
    answer.onNext(chunk(content, half, content.length - half));
    answer.onCompleted();
  }

  private static ArtifactChunk chunk(byte[] content, int from, int length) {
    return ArtifactChunk.newBuilder()
        .setOffsetBytes(from)
        .setData(ByteString.copyFrom(content, from, length))
        .setSizeBytes(content.length)
        .build();
  }
}
