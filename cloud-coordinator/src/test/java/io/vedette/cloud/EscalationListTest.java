package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.architecture.Activation;
import io.vedette.federated.architecture.Yolo11;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Disagreement;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.EscalationState;
import io.vedette.proto.v1.FrameCount;
import io.vedette.proto.v1.FrameObject;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.GetReviewedAccuracyRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.ListEscalationsRequest;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.proto.v1.ListReviewQueueRequest;
import io.vedette.proto.v1.ReviewedObjects;
import io.vedette.proto.v1.SubmitReviewRequest;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Escalated frames as people list them, over real connections and a restart. */
class EscalationListTest {

  private static final long MINUTE = 60_000_000_000L;

  @TempDir Path directory;

  private Coordinator start() throws IOException {
    Path student = directory.resolve("student.onnx");
    var choices =
        new Yolo11.Choices(
            List.of("open", "short"), 64, 0.33, 0.06, 1024, Activation.RELU, 8, false, false);
    Yolo11.build(choices, 1).write(student);
    return Coordinator.start(
        new CoordinatorConfig(
            ServerAddress.loopback(0),
            directory.resolve("data"),
            null,
            student,
            new FleetConfig(Duration.ofMillis(500), 60, 0),
            new EscalationIntakeConfig(0, 0, 0.5, 0.5, null),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private static Detection box(String label, float x) {
    return Detection.newBuilder()
        .setLabel(label)
        .setScore(0.6f)
        .setBox(Box.newBuilder().setX1(x).setY1(4).setX2(x + 16).setY2(20))
        .build();
  }

  private static Escalation.Builder frame(int number, String agent) throws Exception {
    byte[] jpeg = Pictures.encodeJpeg(new Picture(64, 64, new byte[64 * 64 * 3]), 80);
    return TestAgent.escalation(Scratch.frameId(number), agent, jpeg).toBuilder()
        .setReason("uncertain")
        .setHardness(0.75f)
        .setAudit(false);
  }

  private static List<String> ids(People people, ListEscalationsRequest.Builder request) {
    return people.ask().listEscalations(request.build()).getFramesList().stream()
        .map(EscalatedFrame::getId)
        .toList();
  }

  private static ListEscalationsRequest.Builder ask() {
    return ListEscalationsRequest.newBuilder();
  }

  @Test
  void framesAreListedByEveryFilterBeforeAndAfterARestart() throws Exception {
    String first = Scratch.frameId(0);
    String second = Scratch.frameId(1);
    String third = Scratch.frameId(2);
    try (Coordinator coordinator = start();
        TestAgent one = new TestAgent("agent-1", coordinator.port()).hello(0);
        TestAgent two = new TestAgent("agent-2", coordinator.port()).hello(0);
        People people = new People(coordinator.port())) {
      String model =
          people
              .ask()
              .getVersion(GetVersionRequest.newBuilder().setReference("student:1").build())
              .getManifest()
              .getVariants(0)
              .getArtifact()
              .getSha256();
      // the teacher sees one "open" at 4
      one.escalate(frame(0, "agent-1").addStudent(box("open", 5)).setModelSha256(model));
      one.reply(r -> r.hasAccepted());
      assertThat(ids(people, ask().addStates(EscalationState.ESCALATION_STATE_WAITING)))
          .containsExactly(first);
      try (TestTeacher teacher = new TestTeacher("teacher", coordinator.port())) {
        one.reply(r -> r.hasVerdict());
        two.escalate(frame(1, "agent-2").setReason("audit").setAudit(true));
        two.reply(r -> r.hasVerdict());
        two.escalate(frame(2, "agent-2").setCameraId("door").addStudent(box("short", 5)));
        two.reply(r -> r.hasVerdict());
      }
      assertThat(ids(people, ask().setVersion("student:1"))).containsExactly(first);
      assertThat(ids(people, ask().setModelSha256(model))).containsExactly(first);
      EscalatedFrame frame =
          people
              .ask()
              .getEscalation(GetEscalationRequest.newBuilder().setEscalationId(first).build());
      assertThat(frame.getVersion().getNumber()).isEqualTo(1);
      reviews(people, second, third);
      assertThatThrownBy(() -> ids(people, ask().setVersion("student:9")))
          .hasMessageContaining("no such version");
      assertThatThrownBy(() -> ids(people, ask().setPageToken("bm9uZQ")))
          .hasMessageContaining("the page token is of another list");
    }
    try (Coordinator coordinator = start();
        People people = new People(coordinator.port())) {
      ListEscalationsResponse all = people.ask().listEscalations(ask().build());
      assertThat(all.getFramesList())
          .extracting(EscalatedFrame::getId)
          .containsExactly(third, second, first);
      assertThat(all.getKept()).isEqualTo(3);
      assertThat(all.getLookedAt()).isEqualTo(3);
      assertThat(all.getLabelsList())
          .extracting(FrameCount::getValue, FrameCount::getFrames)
          .contains(tuple("open", 3), tuple("short", 1));
      filters(people, first, second, third);
      pages(people, List.of(third, second, first));
      EscalatedFrame reviewed =
          people
              .ask()
              .getEscalation(GetEscalationRequest.newBuilder().setEscalationId(second).build());
      assertThat(reviewed.getReview().getReviewer()).isEqualTo("ada");
      assertThat(reviewed.getReview().getSampled()).isTrue();
      assertThat(reviewed.getObjects(0).getTeacher().getLabel()).isEqualTo("short");
      EscalatedFrame relabelled =
          people
              .ask()
              .getEscalation(GetEscalationRequest.newBuilder().setEscalationId(third).build());
      assertThat(relabelled.getObjectsList())
          .extracting(FrameObject::getDisagreement)
          .containsExactly(Disagreement.DISAGREEMENT_RELABELLED);
      assertThat(relabelled.getObjects(0).getStudent().getLabel()).isEqualTo("short");
      assertThat(relabelled.getObjects(0).getTeacher().getLabel()).isEqualTo("open");
      assertThat(relabelled.getCounts().getRelabelled()).isEqualTo(1);
      assertThat(relabelled.getReason()).isEqualTo("uncertain");
      assertThat(relabelled.getHardness()).isEqualTo(0.75f);
      assertThat(relabelled.getTeacherSha256()).isEqualTo("e".repeat(64));
      assertThatThrownBy(
              () ->
                  people
                      .ask()
                      .getEscalation(
                          GetEscalationRequest.newBuilder().setEscalationId("gone").build()))
          .hasMessage("NOT_FOUND: gone: no such escalation is kept");
    }
  }

  /** The audit gets a person's word; an object of an unknown class is refused. */
  private static void reviews(People people, String audit, String different) throws Exception {
    var queue = ListReviewQueueRequest.newBuilder();
    var next = people.ask().listReviewQueue(queue.build());
    // a device may have its verdict before the queue does
    for (long end = System.nanoTime() + MINUTE; next.getFramesCount() == 0; ) {
      assertThat(System.nanoTime()).as("no frame waits for a review").isLessThan(end);
      Thread.sleep(50);
      next = people.ask().listReviewQueue(queue.build());
    }
    assertThat(next.getFramesList()).extracting(EscalatedFrame::getId).containsExactly(different);
    assertThat(next.getLabelsList()).containsExactly("open", "short");
    assertThat(next.getWaitingForEstimate()).isEqualTo(1);

    var word = SubmitReviewRequest.newBuilder().setEscalationId(audit).setReviewer("ada");
    assertThatThrownBy(
            () ->
                people
                    .ask()
                    .submitReview(
                        word.setObjects(ReviewedObjects.newBuilder().addObjects(box("cat", 5)))
                            .build()))
        .hasMessageContaining("label 'cat': default does not have it; it has open, short");
    assertThatThrownBy(
            () -> people.ask().submitReview(word.clone().setAcceptVerdict(false).build()))
        .hasMessageContaining("does not accept the verdict says which objects are on the frame");
    EscalatedFrame reviewed =
        people
            .ask()
            .submitReview(
                word.setObjects(ReviewedObjects.newBuilder().addObjects(box("short", 5))).build());
    assertThat(reviewed.getObjects(0).getTeacher().getLabel()).isEqualTo("short");
    assertThat(people.ask().listReviewQueue(queue.build()).getReviewed()).isEqualTo(1);
    var accuracy =
        people.ask().getReviewedAccuracy(GetReviewedAccuracyRequest.getDefaultInstance());
    assertThat(accuracy.getModels(0).getReviewed()).isEqualTo(1);
    assertThat(accuracy.getModels(0).getTeacher().getRecall().getHigh()).isEqualTo(1);
  }

  private static void filters(People people, String first, String second, String third) {
    assertThat(ids(people, ask().setAgentId("agent-2"))).containsExactly(third, second);
    assertThat(ids(people, ask().setCameraId("door"))).containsExactly(third);
    assertThat(ids(people, ask().setReason("audit"))).containsExactly(second);
    assertThat(ids(people, ask().setAudit(true))).containsExactly(second);
    assertThat(ids(people, ask().setAudit(false))).containsExactly(third, first);
    assertThat(ids(people, ask().setLabel("short"))).containsExactly(third);
    assertThat(ids(people, ask().addDisagreements(Disagreement.DISAGREEMENT_MISSED)))
        .containsExactly(second);
    assertThat(
            ids(
                people,
                ask()
                    .addDisagreements(Disagreement.DISAGREEMENT_CONFIRMED)
                    .addDisagreements(Disagreement.DISAGREEMENT_RELABELLED)))
        .containsExactly(third, first);
    assertThat(ids(people, ask().addStates(EscalationState.ESCALATION_STATE_WAITING))).isEmpty();
    List<String> answered = new ArrayList<>();
    answered.addAll(ids(people, ask().addStates(EscalationState.ESCALATION_STATE_ANSWERED)));
    answered.addAll(ids(people, ask().addStates(EscalationState.ESCALATION_STATE_HELD_OUT)));
    assertThat(answered).containsExactlyInAnyOrder(first, second, third);
    assertThat(ids(people, ask().setUntilMs(1))).isEmpty();
    assertThat(ids(people, ask().setFromMs(1))).containsExactly(third, second, first);
  }

  private static void pages(People people, List<String> expected) {
    List<String> found = new ArrayList<>();
    ListEscalationsRequest.Builder request = ask().setPageSize(1);
    do {
      ListEscalationsResponse page = people.ask().listEscalations(request.build());
      page.getFramesList().forEach(frame -> found.add(frame.getId()));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    assertThat(found).isEqualTo(expected);
  }
}
