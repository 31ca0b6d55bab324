package io.vedette.cli.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Disagreement;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.EscalationState;
import io.vedette.proto.v1.FrameObject;
import io.vedette.proto.v1.ObjectCounts;
import io.vedette.proto.v1.Region;
import io.vedette.proto.v1.VersionRef;
import org.junit.jupiter.api.Test;

final class FrameWordsTest {

  private static EscalatedFrame.Builder frame() {
    return EscalatedFrame.newBuilder()
        .setId("f-1")
        .setAgentId("agent-7")
        .setCameraId("door")
        .setDeployment("boards")
        .setAcceptedAtMs(1_000)
        .setCapturedAtMs(500)
        .setState(EscalationState.ESCALATION_STATE_HELD_OUT)
        .setReason("flicker")
        .setHardness(0.756f)
        .setWidth(640)
        .setHeight(480)
        .setFrameBytes(9)
        .setFrameSha256("a")
        .setModelSha256("b")
        .setTeacherSha256("c")
        .setAnsweredAtMs(2_000);
  }

  private static Detection seen(String label, float score) {
    return Detection.newBuilder()
        .setLabel(label)
        .setScore(score)
        .setBox(Box.newBuilder().setX1(1).setY1(2).setX2(30).setY2(40))
        .build();
  }

  @Test
  void aLineTellsTheDifferences() {
    EscalatedFrame frame =
        frame()
            .setCounts(ObjectCounts.newBuilder().setMissed(2).setOnlyStudent(1).setConfirmed(3))
            .build();
    assertThat(FrameWords.line(frame).split(" +", 8))
        .containsExactly(
            "f-1",
            "1970-01-01T00:00:01Z",
            "agent-7",
            "door",
            "held-out",
            "flicker",
            "0.76",
            "2 missed, 1 false");
    assertThat(FrameWords.line(frame().setAudit(true).build())).contains(" audit ");
  }

  @Test
  void withoutDifferencesItTellsWhatThereIs() {
    ObjectCounts.Builder counts = ObjectCounts.newBuilder();
    assertThat(FrameWords.differences(frame().build())).isEqualTo("both saw nothing");
    assertThat(FrameWords.differences(frame().setCounts(counts.setConfirmed(4)).build()))
        .isEqualTo("4 confirmed");
    assertThat(FrameWords.differences(frame().setCounts(counts.setRelabelled(1)).build()))
        .isEqualTo("1 relabelled");
    assertThat(FrameWords.differences(frame().clearTeacherSha256().build()))
        .isEqualTo("no verdict");
  }

  @Test
  void aWholeFrameTellsEverything() {
    EscalatedFrame frame =
        frame()
            .setVersion(VersionRef.newBuilder().setName("student").setNumber(7))
            .setRegion(
                Region.newBuilder().setX(10).setY(20).setFrameWidth(1920).setFrameHeight(1080))
            .setWhy("the picture is damaged")
            .setGivenUpAtMs(3_000)
            .addObjects(
                FrameObject.newBuilder()
                    .setDisagreement(Disagreement.DISAGREEMENT_RELABELLED)
                    .setStudent(seen("open", 0.5f))
                    .setTeacher(seen("spur", 0.91f)))
            .addObjects(FrameObject.newBuilder().setStudent(seen("open", 0.4f)))
            .build();
    assertThat(FrameWords.lines(frame))
        .containsExactly(
            "f-1  held-out",
            "  device    agent-7, camera door, deployment boards",
            "  escalated flicker, hardness 0.76",
            "  captured  1970-01-01T00:00:00Z, accepted 1970-01-01T00:00:01Z",
            "  picture   640x480, 9 bytes, a, at 10,20 of 1920x1080",
            "  student   student:7 b",
            "  teacher   c, 1970-01-01T00:00:02Z",
            "  given up  the picture is damaged, 1970-01-01T00:00:03Z",
            "  relabelled  teacher: spur 0.91 at 1,2 to 30,40; student: open 0.50 at 1,2 to 30,40",
            "  unanswered  teacher: nothing; student: open 0.40 at 1,2 to 30,40");
  }
}
